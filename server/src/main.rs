//! `sectorwise`: one program for everything.

use std::process::ExitCode;

/// What is held per submission is small and soon gone, in several threads at once.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::command::main()
}
