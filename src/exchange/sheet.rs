//! A text with a header and rows: which delimiter, which columns, and the line of every row.

use super::number::{Decimal, Marks};
use super::text::head;
use super::words::Words;
use super::{ImportError, Progress};

/// How much of a text decides what it is, bytes.
const LOOKED_AT: usize = 64 * 1024;
/// No file of these formats has more rows.
const MAX_ROWS: usize = 1_000_000;
/// Progress is told after so many rows.
const ROWS_A_STEP: usize = 1024;

/// A text that may be a table.
pub struct Sheet<'a> {
    /// The file's name, safe to show.
    pub file: &'a str,
    /// The names of the columns, as they are compared.
    pub header: Vec<String>,
    /// The names of the columns as the file has them, safe to show.
    shown: Vec<String>,
    text: &'a str,
    delimiter: u8,
    /// Lines of the file above the header.
    above: usize,
}

/// One row.
pub struct Row<'a> {
    /// Its first line, from 1.
    pub line: usize,
    fields: &'a csv::StringRecord,
}

impl Row<'_> {
    /// The text of a cell without blanks around it; empty where the row ends before it.
    pub fn cell(&self, column: usize) -> &str {
        self.fields.get(column).unwrap_or("").trim()
    }

    /// How many cells there are, empty ones at the end left out beyond `columns`.
    pub fn len(&self, columns: usize) -> usize {
        let filled = self.fields.iter().enumerate().filter(|(_, field)| !field.trim().is_empty()).last();
        self.fields.len().min(columns.max(filled.map_or(0, |(at, _)| at + 1)))
    }
}

impl<'a> Sheet<'a> {
    /// Splits the first line by the delimiter that gives the most columns.
    pub fn new(file: &'a str, text: &'a str) -> Sheet<'a> {
        let mut best = Sheet { file, header: Vec::new(), shown: Vec::new(), text, delimiter: b',', above: 0 };
        for delimiter in *b",;\t" {
            let mut record = csv::StringRecord::new();
            // A header that cannot be read has no columns, and no format takes it.
            let read = reader(head(text, LOOKED_AT), delimiter).read_record(&mut record);
            if read.is_ok() && record.len() > best.header.len() {
                best.header = record.iter().map(column_name).collect();
                best.shown = best.header.clone();
                best.delimiter = delimiter;
            }
        }
        best
    }

    /// The same table with its columns named as a format names them, whatever the language.
    pub fn translated(&self, words: &Words) -> Sheet<'a> {
        let mut header = self.header.clone();
        for (ours, theirs) in words {
            let Some(word) = theirs.iter().find(|word| self.header.iter().any(|name| is_word(name, word))) else { continue };
            for (name, known) in header.iter_mut().zip(&self.header) {
                if is_word(known, word) {
                    (*ours).clone_into(name);
                } else if known == ours {
                    // The word of another language for another column.
                    name.clear();
                }
            }
        }
        Sheet {
            file: self.file,
            header,
            shown: self.shown.clone(),
            text: self.text,
            delimiter: self.delimiter,
            above: self.above,
        }
    }

    /// What the file calls the column that a format knows by this name.
    pub fn shown<'b>(&'b self, name: &'b str) -> &'b str {
        self.column(name).and_then(|at| self.shown.get(at)).map_or(name, String::as_str)
    }

    /// The same where so many lines of the file stand above the header.
    pub fn below(self, lines: usize) -> Sheet<'a> {
        Sheet { above: lines, ..self }
    }

    /// Is there a column of this name?
    pub fn has(&self, name: &str) -> bool {
        self.column(name).is_some()
    }

    /// The first column of this name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// The decimal mark of every column.
    pub fn decimals(&self) -> Result<Vec<Decimal>, ImportError> {
        let mut marks = vec![Marks::default(); self.header.len()];
        self.each(&mut |_, _| true, |row| {
            marks.iter_mut().enumerate().for_each(|(column, marks)| marks.look(row.cell(column)));
        })?;
        Ok(marks.into_iter().map(Marks::decide).collect())
    }

    /// Calls `take` with every row that is not blank; says how many blank lines there are.
    ///
    /// # Errors
    /// Too many rows, a quote that is never closed, cancelled.
    pub fn each(&self, progress: Progress, mut take: impl FnMut(&Row)) -> Result<usize, ImportError> {
        self.try_each(progress, |row| {
            take(row);
            Ok(())
        })
    }

    /// As [`Sheet::each`], until `take` has enough.
    ///
    /// # Errors
    /// Those of [`Sheet::each`], and what `take` says.
    pub fn try_each(
        &self,
        progress: Progress,
        mut take: impl FnMut(&Row) -> Result<(), ImportError>,
    ) -> Result<usize, ImportError> {
        let mut reader = reader(self.text, self.delimiter);
        let mut fields = csv::StringRecord::new();
        let (mut line, mut counted, mut blank, mut rows) = (1 + self.above, 0, 0, 0);
        loop {
            let from = reader.position().byte() as usize;
            match reader.read_record(&mut fields) {
                Ok(true) => {}
                Ok(false) => return Ok(blank),
                Err(error) => return Err(self.unreadable(format!("line {line}: {error}"))),
            }
            // The reader swallows blank lines in front of a row; the row's line must stay true.
            let skipped = self.text.bytes().skip(from).take_while(|byte| *byte == b'\n').count();
            line += newlines(self.text.get(counted..from + skipped));
            counted = from + skipped;
            let end = reader.position().byte() as usize;
            blank += skipped;
            self.check_quotes(line, counted, end)?;
            rows += 1;
            if fields.len() == 1 && fields.iter().all(|field| field.trim().is_empty()) {
                blank += 1;
            } else if rows > 1 {
                take(&Row { line, fields: &fields })?;
            }
            if rows > MAX_ROWS {
                let what = format!("more than {MAX_ROWS} rows; import it in parts");
                return Err(ImportError::TooLarge { file: self.file.to_owned(), what });
            }
            if rows % ROWS_A_STEP == 0 && !progress(end as u64, self.text.len() as u64) {
                return Err(ImportError::Cancelled);
            }
        }
    }

    /// A quote that is never closed would swallow the rest of the file without a word.
    fn check_quotes(&self, line: usize, from: usize, end: usize) -> Result<(), ImportError> {
        if end < self.text.len() {
            return Ok(());
        }
        let last = self.text.get(from..).unwrap_or("").trim_end();
        let odd = last.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
        if odd && last.contains('\n') {
            return Err(self.unreadable(format!("line {line}: a quote (\") is opened here and never closed")));
        }
        Ok(())
    }

    fn unreadable(&self, why: String) -> ImportError {
        ImportError::Unreadable { file: self.file.to_owned(), why }
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// Is this column called so? A word that ends in an open bracket is compared up to there.
fn is_word(name: &str, word: &str) -> bool {
    name == word || (word.ends_with('(') && name.starts_with(word))
}

fn newlines(text: Option<&str>) -> usize {
    text.unwrap_or("").bytes().filter(|byte| *byte == b'\n').count()
}

/// A column's name as it is compared: without tags and `®`, lower case, single blanks.
fn column_name(raw: &str) -> String {
    let mut inside_tag = false;
    let plain: String = raw
        .chars()
        .filter(|character| match character {
            '<' => {
                inside_tag = true;
                false
            }
            '>' if inside_tag => {
                inside_tag = false;
                false
            }
            _ => !inside_tag && !matches!(character, '®' | '\u{feff}'),
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(usize, String)> {
        let mut seen = Vec::new();
        let sheet = Sheet::new("f.csv", text);
        sheet.each(&mut |_, _| true, |row| seen.push((row.line, row.cell(0).to_owned()))).unwrap();
        seen
    }

    #[test]
    fn lines_stay_true_over_blank_lines_and_breaks_in_quotes() {
        let text = "\na,b\n\n1,2\n   \n\"3\n3\",4\n\n\n5,6";
        let expected = [(4, "1".to_owned()), (6, "3\n3".to_owned()), (10, "5".to_owned())];
        assert_eq!(rows(text), expected);
    }

    #[test]
    fn the_delimiter_is_the_one_that_splits_the_header_most() {
        let sheet = Sheet::new("f.csv", "Day;\"Sleep, minutes\";<span class=\"x\">HRV®</span>\n");
        assert_eq!(sheet.header, ["day", "sleep, minutes", "hrv"]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_an_error() {
        let sheet = Sheet::new("f.csv", "day,note\n2025-01-01,\"late\n2025-01-02,fine\n");
        let error = sheet.each(&mut |_, _| true, |_| {}).unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
    }

    #[test]
    fn cancelling_stops() {
        let text = format!("day,note\n{}", "2025-01-01,x\n".repeat(5000));
        let sheet = Sheet::new("f.csv", &text);
        assert_eq!(sheet.each(&mut |_, _| false, |_| {}), Err(ImportError::Cancelled));
    }
}
