//! A report as one HTML page: plain data in, text out. Nothing in it comes from elsewhere: no script, no
//! style sheet or font to load, so that it can be sent, printed and kept.

use std::fmt::Write;

use crate::domain::text::escaped;

/// A part of the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// The one line to be read first.
    Lead(String),
    /// Points of a list.
    List(Vec<String>),
    /// A table; the first row names the columns.
    Table(Vec<Vec<String>>),
    /// A drawing (SVG that is known to be sound) and what it shows.
    Figure {
        /// The drawing.
        svg: String,
        /// What it shows.
        caption: String,
    },
}

/// What the page looks like on paper and on a screen.
const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#24292f;background:#fbfbfa}\
h1{font-size:1.5rem;margin-bottom:0}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid #d0d7de}\
.lead{font-size:1.3rem;margin:.3rem 0}.quiet{color:#59636e}table{border-collapse:collapse}\
td,th{padding:.15rem .8rem .15rem 0;text-align:left;vertical-align:top;font-variant-numeric:tabular-nums}td.n,th.n{text-align:right}th{color:#59636e;font-weight:600}\
figure{margin:1rem 0}figure svg{max-width:100%;height:auto}figcaption{color:#59636e;font-size:.9rem}\
@media screen and (prefers-color-scheme:dark){body{color:#d7dce2;background:#11151b}h2{border-color:#3d444d}.quiet,th,figcaption{color:#8b949e}}\
@media print{body{margin:0;background:none;max-width:none}h2{break-after:avoid}figure,table{break-inside:avoid}}";

/// The page.
pub fn html(title: &str, subtitle: &str, parts: &[Part]) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>{0}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{0}</h1>\n<p class=\"quiet\">{1}</p>\n",
        escaped(title),
        escaped(subtitle)
    );
    for part in parts {
        write_part(part, &mut page);
    }
    page + "</body>\n</html>\n"
}

fn write_part(part: &Part, page: &mut String) {
    // Writing to a text cannot fail.
    let _ = match part {
        Part::Heading(text) => writeln!(page, "<h2>{}</h2>", escaped(text)),
        Part::Text(text) => writeln!(page, "<p>{}</p>", escaped(text)),
        Part::Lead(text) => writeln!(page, "<p class=\"lead\">{}</p>", escaped(text)),
        Part::List(points) => {
            let points: String = points.iter().map(|point| format!("<li>{}</li>", escaped(point))).collect();
            writeln!(page, "<ul>{points}</ul>")
        }
        Part::Table(rows) => {
            let row = |(at, cells): (usize, &Vec<String>)| {
                let tag = if at == 0 { "th" } else { "td" };
                let class = |column| if is_numbers(rows, column) { " class=\"n\"" } else { "" };
                let cell = |(column, cell): (usize, &String)| format!("<{tag}{}>{}</{tag}>", class(column), escaped(cell));
                let cells: String = cells.iter().enumerate().map(cell).collect();
                format!("<tr>{cells}</tr>\n")
            };
            writeln!(page, "<table>\n{}</table>", rows.iter().enumerate().map(row).collect::<String>())
        }
        Part::Figure { svg, caption } => {
            writeln!(page, "<figure>\n{svg}<figcaption>{}</figcaption>\n</figure>", escaped(caption))
        }
    };
}

/// Does a column hold numbers, or what stands for a missing one?
fn is_numbers(rows: &[Vec<String>], column: usize) -> bool {
    let numeric = |cell: &String| cell.chars().all(|letter| letter.is_ascii_digit() || "+−-.· ".contains(letter));
    rows.iter().skip(1).filter_map(|row| row.get(column)).all(numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_typed_is_never_markup() {
        let bad = "<script>alert(\"x\")</script> & more".to_owned();
        let parts = [Part::Heading(bad.clone()), Part::List(vec![bad.clone()]), Part::Table(vec![vec![bad.clone()]])];
        let page = html(&bad, &bad, &parts);
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more"));
    }
}
