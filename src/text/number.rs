//! Numbers as people write them.

/// A number with commas between its thousands: "12,000".
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_apart() {
        assert_eq!([1, 12, 999, 1_000, 27_000, 1_234_567].map(grouped), ["1", "12", "999", "1,000", "27,000", "1,234,567"]);
    }
}
