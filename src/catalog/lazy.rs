//! Editorial files that a first frame does not need are parsed when they are first asked for.

use std::fmt;
use std::ops::Deref;
use std::sync::LazyLock;

/// A value that is made when it is first looked at.
pub struct Lazily<T>(LazyLock<T, Box<dyn FnOnce() -> T + Send>>);

impl<T: Send + 'static> Lazily<T> {
    /// A value made by `make`, once.
    pub fn new(make: impl FnOnce() -> T + Send + 'static) -> Self {
        Self(LazyLock::new(Box::new(make)))
    }

    /// A value that is there already.
    pub fn ready(value: T) -> Self {
        Self::new(move || value)
    }
}

impl<T> Deref for Lazily<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for Lazily<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
