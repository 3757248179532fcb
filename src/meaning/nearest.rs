//! The nearest of many labels to a text, by one scan of their vectors.

use itertools::Itertools as _;

use super::table::Table;
use super::vector::Vector;

/// The vectors of labels, by position: 132 bytes each.
#[derive(Clone, Debug)]
pub struct Nearest {
    vectors: Vec<Vector>,
}

impl Nearest {
    /// A label without a word of the table is as near as nothing is: 0.
    pub fn new<L: AsRef<str>>(table: &Table, labels: impl IntoIterator<Item = L>) -> Self {
        let vector = |label: L| Vector::from(&table.sum(label.as_ref()).unwrap_or_default());
        Self {
            vectors: labels.into_iter().map(vector).collect(),
        }
    }

    pub fn len(&self) -> usize {
        self.vectors.len()
    }

    pub fn is_empty(&self) -> bool {
        self.vectors.is_empty()
    }

    /// The cosine of each label with a text, by position.
    pub fn cosines(&self, to: &Vector) -> impl Iterator<Item = f32> {
        self.vectors.iter().map(|vector| vector.cosine(to))
    }

    /// The cosine of one label with a text.
    pub fn cosine(&self, label: usize, to: &Vector) -> f32 {
        self.vectors[label].cosine(to)
    }

    /// The `count` nearest labels with their cosines, the nearest first; equal ones by position.
    pub fn top(&self, to: &Vector, count: usize) -> Vec<(usize, f32)> {
        let all = self.cosines(to).enumerate();
        all.k_smallest_by(count, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_nearest_label_comes_first() {
        let table = Table::embedded();
        let labels = [
            "xyzzy",
            "assess supplier risks",
            "bake bread",
            "manage staff",
        ];
        let nearest = Nearest::new(table, labels);
        let asked = table.vector("third party risk assessment").unwrap();
        let top = nearest.top(&asked, 2);
        assert_eq!(top[0].0, 1);
        assert_eq!(top.len(), 2);
        assert!(nearest.cosines(&asked).next().unwrap().abs() < f32::EPSILON);
        assert!(Nearest::new(table, [""; 0]).top(&asked, 3).is_empty());
    }

    proptest! {
        #[test]
        fn the_top_is_the_head_of_the_whole_order(
            labels in prop::collection::vec("(risk|audit|manage|bread|xyzzy| ){1,4}", 0..20),
            count in 0_usize..25,
        ) {
            let table = Table::embedded();
            let nearest = Nearest::new(table, &labels);
            let asked = table.vector("manage risk").unwrap();
            let mut all: Vec<(usize, f32)> = nearest.cosines(&asked).enumerate().collect();
            all.sort_by(|a, b| b.1.total_cmp(&a.1));
            all.truncate(count);
            prop_assert_eq!(nearest.top(&asked, count), all);
        }
    }
}
