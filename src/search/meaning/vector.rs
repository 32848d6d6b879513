//! Vectors of 64 numbers in 4 bits each.
//!
//! A number is one of -8, -7 … 7; how large the unit is does not matter, since only
//! directions are compared. A word's vector is the longer the more telling the word is. All
//! sums are made of the same steps in the same order, so a browser comes to the same bits
//! as this machine.

/// How many numbers a vector has, and how many bytes hold them: the lower half of a byte first.
const SIZE: usize = 64;
/// How many bytes a vector has.
pub const BYTES: usize = SIZE / 2;

/// A vector as it lies in files.
pub type Vector = [u8; BYTES];

/// The unit of a vector of length 1: about the step between 16 levels that loses least of normally
/// distributed numbers, times their deviation.
#[cfg(feature = "cli")]
const UNIT: f32 = 0.335 / 8.0;

/// A sum of vectors.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum([f32; SIZE]);

impl Default for Sum {
    fn default() -> Sum {
        Sum([0.0; SIZE])
    }
}

impl Sum {
    /// Adds a vector times a weight.
    pub fn add(&mut self, vector: &Vector, weight: f32) {
        for (at, sum) in self.0.iter_mut().enumerate() {
            *sum += weight * level(vector, at);
        }
    }

    /// Returns the cosine of the angle to a vector; 0 for an empty sum.
    pub fn cosine(&self, vector: &Vector) -> f32 {
        let (mut product, mut length, mut other) = (0.0, 0.0, 0.0);
        for (at, sum) in self.0.iter().enumerate() {
            let level = level(vector, at);
            product += sum * level;
            length += sum * sum;
            other += level * level;
        }
        if length * other > 0.0 { product / (length * other).sqrt() } else { 0.0 }
    }

    /// Returns the vector nearest to the sum's direction; none for an empty sum.
    #[cfg(feature = "cli")]
    pub fn vector(&self) -> Option<Vector> {
        let length = self.0.iter().map(|part| part * part).sum::<f32>().sqrt();
        if length <= 0.0 {
            return None;
        }
        let mut vector = [0; BYTES];
        for (at, sum) in self.0.iter().enumerate() {
            let level = (sum / length / UNIT + 8.0).round().clamp(0.0, 15.0) as u8;
            vector[at / 2] |= level << (4 * (at % 2));
        }
        Some(vector)
    }
}

fn level(vector: &Vector, at: usize) -> f32 {
    f32::from(vector[at / 2] >> (4 * (at % 2)) & 15) - 8.0
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    fn sum(of: impl Fn(usize) -> f32) -> Sum {
        Sum(std::array::from_fn(of))
    }

    #[test]
    fn a_vector_keeps_the_direction_of_a_sum() {
        let wave = sum(|at| (at as f32 * 0.7).sin());
        let vector = wave.vector().expect("it has a direction");
        assert!(wave.cosine(&vector) > 0.99);
        let mut back = Sum::default();
        back.add(&vector, 3.0);
        assert_eq!(back.vector(), Some(vector));
        assert!((back.cosine(&vector) - 1.0).abs() < 1e-5);
        assert!(sum(|at| -(at as f32 * 0.7).sin()).cosine(&vector) < -0.99);
    }

    #[test]
    fn nothing_has_no_direction() {
        assert_eq!(Sum::default().vector(), None);
        assert_eq!(Sum::default().cosine(&[0x5a; BYTES]), 0.0);
        assert_eq!(sum(|_| 1.0).cosine(&[0x88; BYTES]), 0.0);
    }
}
