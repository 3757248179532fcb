//! A value that a higher layer derives from the catalogue once and keeps with it.

use std::any::Any;
use std::sync::{Arc, OnceLock};

/// Room for one derived value. The catalogue need not know its type, which stands in a higher layer.
#[derive(Debug, Default)]
pub(super) struct Derived(OnceLock<Arc<dyn Any + Send + Sync>>);

impl Derived {
    /// The value, made by the first caller. Where a value of another type was kept first, it is made for each call.
    pub(super) fn get_or_make<T: Any + Send + Sync>(&self, make: impl Fn() -> T) -> Arc<T> {
        let kept = self.0.get_or_init(|| Arc::new(make()));
        let kept = Arc::clone(kept).downcast();
        kept.unwrap_or_else(|_| Arc::new(make()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_is_kept() {
        let derived = Derived::default();
        let first = derived.get_or_make(|| 1_u8);
        assert!(Arc::ptr_eq(&first, &derived.get_or_make(|| 2_u8)));
        assert_eq!(*derived.get_or_make(|| 3_u16), 3);
    }
}
