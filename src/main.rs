//! The program: it runs the library and exits with its exit code.

fn main() -> std::process::ExitCode {
    cisopath::start::start()
}
