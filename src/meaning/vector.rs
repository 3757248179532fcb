//! Vectors of texts: sums in floating point, and the form of one byte a number in which they are kept.

use std::ops::{AddAssign, Sub};

/// How many numbers a vector has.
pub(super) const DIMENSIONS: usize = 128;

/// How many of them are added up side by side; a divisor of [`DIMENSIONS`].
const LANES: usize = 16;

/// A sum of vectors, before it is kept as a [`Vector`].
#[derive(Clone, Debug, PartialEq)]
pub struct Sum([f32; DIMENSIONS]);

impl Default for Sum {
    fn default() -> Self {
        Self([0.0; DIMENSIONS])
    }
}

impl Sum {
    /// Adds a row of the table, two numbers a byte, each multiplied by `scale`. The low halves of all bytes come before the
    /// high ones: no cosine depends on the order, and the compiler makes vector instructions of these loops.
    pub(super) fn add_row(&mut self, row: &[u8], scale: f32) {
        let (low, high) = self.0.split_at_mut(DIMENSIONS / 2);
        for ((low, high), byte) in low.iter_mut().zip(high).zip(row) {
            // Shifting left and back repeats the sign.
            *low += f32::from((byte << 4).cast_signed() >> 4) * scale;
            *high += f32::from(byte.cast_signed() >> 4) * scale;
        }
    }

    /// Adds `other`, multiplied.
    pub fn add(&mut self, other: &Self, factor: f32) {
        for (sum, number) in self.0.iter_mut().zip(other.0) {
            *sum += number * factor;
        }
    }

    #[must_use]
    pub fn scaled(mut self, factor: f32) -> Self {
        for number in &mut self.0 {
            *number *= factor;
        }
        self
    }

    /// 1 over the length; 0 where all is 0.
    pub(super) fn inverse_length(&self) -> f32 {
        // Sums side by side: of a single one the compiler makes no vector instructions.
        let mut squares = [0.0_f32; LANES];
        for numbers in self.0.chunks_exact(LANES) {
            for (sum, number) in squares.iter_mut().zip(numbers) {
                *sum += number * number;
            }
        }
        let square: f32 = squares.iter().sum();
        if square > 0.0 {
            square.sqrt().recip()
        } else {
            0.0
        }
    }

    /// The sum at length 1; itself where all is 0.
    #[must_use]
    pub fn normalized(self) -> Self {
        let inverse_length = self.inverse_length();
        self.scaled(inverse_length)
    }
}

impl AddAssign<&Self> for Sum {
    fn add_assign(&mut self, other: &Self) {
        self.add(other, 1.0);
    }
}

impl Sub<&Self> for Sum {
    type Output = Self;

    fn sub(mut self, other: &Self) -> Self {
        self.add(other, -1.0);
        self
    }
}

/// The direction of a [`Sum`], one byte a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vector {
    /// The largest of them in size is 127.
    numbers: [i8; DIMENSIONS],
    /// 1 over the length of `numbers`; 0 where all are 0.
    inverse_length: f32,
}

impl From<&Sum> for Vector {
    fn from(sum: &Sum) -> Self {
        let largest = sum.0.iter().fold(0.0_f32, |most, n| most.max(n.abs()));
        let factor = if largest > 0.0 { 127.0 / largest } else { 0.0 };
        // Truncation after adding a half, since `f32::round` is a call where the processor has no instruction for it.
        let numbers = sum
            .0
            .map(|n| (n * factor + 0.5_f32.copysign(n)) as i32 as i8);
        let square = dot(&numbers, &numbers);
        let inverse_length = if square > 0 {
            (square as f32).sqrt().recip()
        } else {
            0.0
        };
        Self {
            numbers,
            inverse_length,
        }
    }
}

impl Vector {
    /// The cosine of the angle between two vectors, -1 to 1; 0 with the vector of nothing.
    pub fn cosine(&self, other: &Self) -> f32 {
        let lengths = self.inverse_length * other.inverse_length;
        (dot(&self.numbers, &other.numbers) as f32 * lengths).clamp(-1.0, 1.0)
    }

    pub(super) fn inverse_length(&self) -> f32 {
        self.inverse_length
    }

    /// The dot product with a row of the table as [`Sum::add_row`] reads it, without the row's scale.
    pub(super) fn product(&self, row: &[u8]) -> i32 {
        let (low, high) = self.numbers.split_at(DIMENSIONS / 2);
        let numbers = low.iter().zip(high).zip(row);
        numbers.fold(0, |sum: i32, ((low, high), byte)| {
            let of_low = i16::from(*low).wrapping_mul(i16::from((byte << 4).cast_signed() >> 4));
            let of_high = i16::from(*high).wrapping_mul(i16::from(byte.cast_signed() >> 4));
            sum.wrapping_add(i32::from(of_low))
                .wrapping_add(i32::from(of_high))
        })
    }
}

/// At most 128 × 127²: nothing overflows, and without checks the compiler makes vector instructions of it.
fn dot(a: &[i8; DIMENSIONS], b: &[i8; DIMENSIONS]) -> i32 {
    let pairs = a.iter().zip(b);
    pairs.fold(0, |sum: i32, (a, b)| {
        sum.wrapping_add(i32::from(i16::from(*a).wrapping_mul(i16::from(*b))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(first: &[f32]) -> Sum {
        let mut numbers = [0.0; DIMENSIONS];
        numbers[..first.len()].copy_from_slice(first);
        Sum(numbers)
    }

    fn check(a: &[f32], b: &[f32], expected: f32) {
        let [one, other] = [a, b].map(|n| Vector::from(&sum(n)));
        assert!((one.cosine(&other) - expected).abs() < 0.005, "{a:?} {b:?}");
        assert!((other.cosine(&one) - expected).abs() < 0.005, "{a:?} {b:?}");
    }

    #[test]
    fn cosines_are_those_of_the_sums() {
        check(&[3.0, 4.0], &[3.0, 4.0], 1.0);
        check(&[3.0, 4.0], &[-0.03, -0.04], -1.0);
        check(&[1.0, 0.0], &[0.0, 7.0], 0.0);
        check(&[1.0, 0.0], &[1.0, 1.0], 0.5_f32.sqrt());
        check(&[], &[1.0], 0.0);
    }

    #[test]
    fn sums_are_added_and_normalized() {
        let mut all = sum(&[1.0, 2.0]);
        all += &sum(&[2.0, 2.0]);
        assert_eq!(all.normalized(), sum(&[0.6, 0.8]));
        assert_eq!(Sum::default().normalized(), Sum::default());
        assert_eq!(sum(&[3.0]) - &sum(&[1.0]), sum(&[2.0]));
        assert_eq!(sum(&[3.0]).scaled(0.5), sum(&[1.5]));
    }
}
