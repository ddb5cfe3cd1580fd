//! `sectorwise-sabotaged`: the same program with a fault that its features name, for the fault suite to find.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::command::main()
}
