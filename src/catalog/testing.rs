//! The embedded catalogue, loaded once for all tests.

use std::sync::LazyLock;

use super::Catalog;

pub(crate) static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());
