//! Multinomial logistic regression over sparse features, for the programs that fit weights.

/// Passes over the rows.
const PASSES: usize = 40;
/// What a weight of 1 costs, in each row that has its feature as a part of all that have it.
const RIDGE: f64 = 2.0;
const RATE: f64 = 0.5;

/// A row: its features with what they count, and its class.
pub type Row = (Vec<(usize, f64)>, usize);

/// Weights for each feature and class.
pub struct Regression {
    /// For each feature, one weight for each class.
    pub weights: Vec<Vec<f64>>,
}

impl Regression {
    /// Stochastic gradient descent with a rate that falls for each weight by itself (AdaGrad).
    pub fn fit(rows: &[Row], counts: &[usize], classes: usize) -> Regression {
        let mut fitted = Regression { weights: vec![vec![0.0; classes]; counts.len()] };
        let mut squares = vec![vec![1e-6; classes]; counts.len()];
        let mut order: Vec<usize> = (0..rows.len()).collect();
        let mut random: u64 = 0x9E37_79B9_7F4A_7C15;
        for _ in 0..PASSES {
            for i in (1..order.len()).rev() {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                order.swap(i, (random % (i as u64 + 1)) as usize);
            }
            for &row in &order {
                let (features, class) = &rows[row];
                let chances = fitted.chances(features, classes);
                for &(feature, value) in features {
                    for (c, chance) in chances.iter().enumerate() {
                        let weight = &mut fitted.weights[feature][c];
                        let wanted = f64::from(u8::from(c == *class));
                        let gradient = (chance - wanted) * value + RIDGE * *weight / counts[feature] as f64;
                        squares[feature][c] += gradient * gradient;
                        *weight -= RATE * gradient / squares[feature][c].sqrt();
                    }
                }
            }
        }
        fitted
    }

    /// How likely each class is.
    pub fn chances(&self, features: &[(usize, f64)], classes: usize) -> Vec<f64> {
        let mut sums = vec![0.0; classes];
        for &(feature, value) in features {
            for (sum, weight) in sums.iter_mut().zip(&self.weights[feature]) {
                *sum += weight * value;
            }
        }
        let most = sums.iter().copied().fold(f64::MIN, f64::max);
        let sum: f64 = sums.iter().map(|s| (s - most).exp()).sum();
        sums.iter().map(|s| (s - most).exp() / sum).collect()
    }
}
