//! `sectorwise`: one program for everything.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::command::main()
}
