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

/// The place in an order that a word says, up to the fifth: "second", "2nd".
pub fn ordinal(word: &str) -> Option<u8> {
    const ORDINALS: [[&str; 2]; 5] = [["first", "1st"], ["second", "2nd"], ["third", "3rd"], ["fourth", "4th"], ["fifth", "5th"]];
    (1..).zip(ORDINALS).find(|(_, words)| words.contains(&word)).map(|(n, _)| n)
}

/// A small number the other way it is written: "2" and "two", up to twelve.
pub fn other_spelling(word: &str) -> Option<&'static str> {
    const SPELLED: [[&str; 2]; 11] = [
        ["2", "two"],
        ["3", "three"],
        ["4", "four"],
        ["5", "five"],
        ["6", "six"],
        ["7", "seven"],
        ["8", "eight"],
        ["9", "nine"],
        ["10", "ten"],
        ["11", "eleven"],
        ["12", "twelve"],
    ];
    SPELLED.iter().find_map(|[digits, letters]| match word {
        _ if word == *digits => Some(*letters),
        _ if word == *letters => Some(*digits),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_an_order() {
        assert_eq!(["first", "2nd", "fifth", "last"].map(ordinal), [Some(1), Some(2), Some(5), None]);
    }

    #[test]
    fn digits_and_letters() {
        assert_eq!(["2", "seven", "13", "one"].map(other_spelling), [Some("two"), Some("7"), None, None]);
    }

    #[test]
    fn thousands_are_apart() {
        assert_eq!([1, 12, 999, 1_000, 27_000, 1_234_567].map(grouped), ["1", "12", "999", "1,000", "27,000", "1,234,567"]);
    }
}
