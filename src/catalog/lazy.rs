//! What a first frame does not need is parsed or read when it is asked for.

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

/// A value that is made whenever it is asked for: somebody needs it once, and kept it would only take memory.
pub struct Afresh<T>(Box<dyn Fn() -> T + Send + Sync>);

impl<T> Afresh<T> {
    /// A value made by `make`.
    pub fn new(make: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self(Box::new(make))
    }

    /// The value.
    pub fn get(&self) -> T {
        (self.0)()
    }
}

impl<T> fmt::Debug for Afresh<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Afresh").finish_non_exhaustive()
    }
}
