//! Numbers as people and programs write them.
//!
//! The decimal mark is decided once for a column, because `1,200` alone could be either.

/// Which mark stands before the decimals of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Decimal {
    /// `61.5`, and `1,200` is one thousand two hundred.
    #[default]
    Point,
    /// `61,5`, and `1.200` is one thousand two hundred.
    Comma,
}

/// Decides the mark of a column from its cells, one after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Marks {
    point: bool,
    comma: bool,
}

impl Marks {
    /// Looks at one cell.
    pub fn look(&mut self, cell: &str) {
        let decimals = |mark: char| {
            let after = cell.rsplit_once(mark).map(|(_, after)| after);
            after.is_some_and(|after| matches!(after.len(), 1 | 2) && after.bytes().all(|byte| byte.is_ascii_digit()))
        };
        self.point |= decimals('.');
        self.comma |= decimals(',');
    }

    /// The mark: a point unless only commas stand before one or two final digits.
    pub fn decide(self) -> Decimal {
        if self.comma && !self.point { Decimal::Comma } else { Decimal::Point }
    }
}

/// A number, and whether it was written without decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// The number; finite.
    pub value: f64,
    /// Written without decimals.
    pub whole: bool,
}

/// Reads a number; `None` if it is none.
pub fn parse(text: &str, decimal: Decimal) -> Option<Number> {
    let text = text.trim();
    // A mark of spreadsheets that says: this is no formula.
    let text = text.strip_prefix('\'').filter(|rest| rest.starts_with(['-', '+'])).unwrap_or(text);
    if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+' | '.' | ',')) {
        return None;
    }
    let plain = match decimal {
        Decimal::Point if one_decimal_comma(text) => text.replace(',', "."),
        Decimal::Point => without_thousands(text, ',', '.')?,
        Decimal::Comma => without_thousands(text, '.', ',')?.replace(',', "."),
    };
    let value: f64 = plain.parse().ok()?;
    let whole = plain.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+'));
    value.is_finite().then_some(Number { value, whole })
}

/// One cell of a column with points may still be written with a comma: `2,81` beside `4.23`.
fn one_decimal_comma(text: &str) -> bool {
    let mut parts = text.split(',');
    let (Some(_), Some(after), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    !text.contains('.') && matches!(after.len(), 1 | 2)
}

/// Takes the thousands marks out; `None` where they do not stand before groups of three digits.
fn without_thousands(text: &str, thousands: char, decimal: char) -> Option<String> {
    let (whole, rest) = text.split_at(text.find(decimal).unwrap_or(text.len()));
    let mut groups = whole.split(thousands);
    let first = groups.next()?.trim_start_matches(['-', '+']);
    let (mut more, mut grouped) = (groups.peekable(), false);
    if more.peek().is_some() {
        grouped = true;
        let three = |group: &str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
        if !(1..=3).contains(&first.len()) || !more.all(three) {
            return None;
        }
    }
    if rest.contains(thousands) {
        return None;
    }
    Some(if grouped { format!("{}{rest}", whole.replace(thousands, "")) } else { text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(cells: &[&str]) -> Vec<Option<f64>> {
        let mut marks = Marks::default();
        cells.iter().for_each(|cell| marks.look(cell));
        cells.iter().map(|cell| parse(cell, marks.decide()).map(|number| number.value)).collect()
    }

    #[test]
    fn the_mark_is_decided_for_the_column() {
        assert_eq!(column(&["61,5", "1.200", "3"]), [Some(61.5), Some(1200.0), Some(3.0)]);
        assert_eq!(column(&["8.83", "1,200"]), [Some(8.83), Some(1200.0)]);
        assert_eq!(column(&["4.23", "2,81"]), [Some(4.23), Some(2.81)]);
        assert_eq!(column(&["61.537", "1,200,300"]), [Some(61.537), Some(1_200_300.0)]);
        assert_eq!(column(&["'-12", "'-1.5", "'+3"]), [Some(-12.0), Some(-1.5), Some(3.0)]);
        assert_eq!(column(&["9.19E-10", "-.5", "+3"]), [Some(9.19e-10), Some(-0.5), Some(3.0)]);
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "abc", "1,2,3", "12,34.5", "1.2.3", "inf", "NaN", "1e999", "0x10", "5 min", "--5", "1_000", ",200"] {
            assert_eq!(parse(text, Decimal::Point), None, "{text}");
        }
    }

    #[test]
    fn decimals_are_noticed() {
        assert!(parse("1,200", Decimal::Point).unwrap().whole);
        assert!(!parse("3.0", Decimal::Point).unwrap().whole);
        assert!(!parse("1e3", Decimal::Point).unwrap().whole);
    }
}
