//! The program: an outcome becomes an exit code.

fn main() -> std::process::ExitCode {
    cisopath::start::start()
}
