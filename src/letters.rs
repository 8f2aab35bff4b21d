//! The files of linear models: a line for each feature, with one letter for each of its weights.

/// The letter for nought.
const NOUGHT: u8 = b'P';
/// Steps to 1.
const STEP: f32 = 12.0;

/// Each feature of a file with its letters.
pub(crate) fn rows(file: &'static str) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    file.lines().filter_map(|line| line.split_once('\t')).map(|(feature, letters)| (feature, letters.as_bytes()))
}

/// What a letter says.
pub(crate) fn weight(letter: u8) -> f32 {
    (f32::from(letter) - f32::from(NOUGHT)) / STEP
}

/// Adds the weights of a feature that counts `value`, each to its sum.
pub(crate) fn add(sums: &mut [f32], letters: &[u8], value: f32) {
    for (sum, letter) in sums.iter_mut().zip(letters) {
        *sum += weight(*letter) * value;
    }
}

/// Odds to chances that sum up to 1.
pub(crate) fn softmax(values: &mut [f32]) {
    let most = values.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for value in values.iter_mut() {
        *value = (*value - most).exp();
        sum += *value;
    }
    for value in values {
        *value /= sum;
    }
}

/// One line of a file: the feature, and a letter for each weight, which lies between -3.9 and 3.8.
pub fn line(feature: &str, weights: &[f32]) -> String {
    let letter = |weight: &f32| char::from((f32::from(NOUGHT) + (weight * STEP).round()).clamp(33.0, 126.0) as u8);
    format!("{feature}\t{}", weights.iter().map(letter).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_its_weights() {
        assert_eq!(line("how many", &[0.0, 1.0, -1.0]), "how many\tP\\D");
    }
}
