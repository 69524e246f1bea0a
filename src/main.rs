//! The program: reads its arguments and does what they say.

/// Memory that is free can be given back.
#[global_allocator]
static HEAP: findings::heap::Allocator = findings::heap::Allocator;

fn main() -> std::process::ExitCode {
    findings::cli::main()
}
