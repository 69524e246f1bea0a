//! The program: reads its arguments and does what they say.

fn main() -> std::process::ExitCode {
    findings::cli::main()
}
