//! The nearest of many labels to a text.
//!
//! A label is the sum of its words, so its product with a text is the sum of theirs: each word is multiplied with the text
//! once, and no vector of a label need be kept.

use itertools::Itertools as _;

use super::table::{Table, add_row, lowercase, product};
use super::vector::{Sum, Vector};

/// The words of labels, by position: for all of ESCO about 15 bytes a label, where its vector would take 132.
#[derive(Clone, Debug)]
pub struct Nearest {
    /// The row of each word that a label has, in the table.
    rows: Vec<u16>,
    /// The words of all labels, label by label, as positions in `rows`.
    words: Vec<u16>,
    labels: Vec<Label>,
}

#[derive(Clone, Copy, Debug)]
struct Label {
    /// Where its words end; they begin where those of the label before end.
    end: u32,
    /// 1 over the length of their sum; 0 without a word of the table.
    inverse_length: f32,
}

impl Nearest {
    /// A label without a word of the table is as near as nothing is: 0.
    pub fn new<L: AsRef<str>>(table: &Table, labels: impl IntoIterator<Item = L>) -> Self {
        let mut out = Self {
            rows: Vec::new(),
            words: Vec::new(),
            labels: Vec::new(),
        };
        let mut places: Vec<Option<u16>> = vec![None; table.len()];
        let mut rows: Vec<u16> = Vec::new();
        for label in labels {
            rows.clear();
            rows.extend(table.rows(&lowercase(label.as_ref())));
            // Labels of the same words are equally near, in whatever order these stand.
            rows.sort_unstable();
            let mut sum = Sum::default();
            for row in &rows {
                add_row(&mut sum, *row);
                let place = places[usize::from(*row)].get_or_insert_with(|| {
                    out.rows.push(*row);
                    (out.rows.len() - 1) as u16
                });
                out.words.push(*place);
            }
            out.labels.push(Label {
                end: out.words.len() as u32,
                inverse_length: sum.inverse_length(),
            });
        }
        out.rows.shrink_to_fit();
        out.words.shrink_to_fit();
        out.labels.shrink_to_fit();
        out
    }

    pub fn len(&self) -> usize {
        self.labels.len()
    }

    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// The cosine of each label with a text, by position.
    pub fn cosines(&self, to: &Vector) -> impl Iterator<Item = f32> {
        let rows = self.rows.iter();
        let products: Vec<f32> = rows.map(|row| product(*row, to)).collect();
        let mut words = self.words.iter();
        let mut from = 0;
        self.labels.iter().map(move |label| {
            let count = (label.end - from) as usize;
            from = label.end;
            let own = words.by_ref().take(count);
            let product: f32 = own.map(|word| products[usize::from(*word)]).sum();
            (product * label.inverse_length * to.inverse_length()).clamp(-1.0, 1.0)
        })
    }

    /// The vector of one label.
    pub fn vector(&self, label: usize) -> Vector {
        let end = |at: usize| self.labels[at].end as usize;
        let from = label.checked_sub(1).map_or(0, end);
        let mut sum = Sum::default();
        for word in &self.words[from..end(label)] {
            add_row(&mut sum, self.rows[usize::from(*word)]);
        }
        Vector::from(&sum)
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

    #[test]
    fn a_cosine_is_that_of_the_two_vectors_whatever_the_order_of_words() {
        let table = Table::embedded();
        let labels = [
            "manage a team",
            "xyzzy",
            "Team-manage: a!",
            "risk, risk and risk",
        ];
        let nearest = Nearest::new(table, labels);
        let asked = table.vector("lead teams").unwrap();
        let cosines: Vec<f32> = nearest.cosines(&asked).collect();
        for (at, label) in labels.iter().enumerate() {
            let vector = table.vector(label);
            assert_eq!(
                nearest.vector(at),
                vector.unwrap_or(Vector::from(&Sum::default()))
            );
            let expected = vector.map_or(0.0, |vector| vector.cosine(&asked));
            assert!((cosines[at] - expected).abs() < 0.005, "{label}");
        }
        assert_eq!(cosines[0].to_bits(), cosines[2].to_bits());
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
