//! How long a function may be: what is longer than a screen is not read at a glance.

use std::fs;

use super::rooms::{code, files, root};

/// Lines between the braces of a function.
const MOST_LINES: usize = 40;

/// The functions of a source: the line and the name of each, and how many lines stand between its braces.
fn functions(source: &str) -> Vec<(usize, String, usize)> {
    let code = code(source);
    let names = code
        .match_indices("fn ")
        .filter(|(at, _)| !code[..*at].ends_with(|before: char| before.is_alphanumeric() || before == '_'));
    let function = |(at, word): (usize, &str)| {
        let rest = &code[at + word.len()..];
        let name: String = rest.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect();
        let body = body(rest).filter(|_| !name.is_empty())?;
        let line = code[..at].matches('\n').count() + 1;
        Some((line, name, body.matches('\n').count().saturating_sub(1)))
    };
    names.filter_map(function).collect()
}

/// What stands between the braces of the function whose name a text begins with; `None` if it has no body.
fn body(text: &str) -> Option<&str> {
    // A length such as `[u8; 4]` ends no signature.
    let mut brackets = 0;
    let begin = text.find(|sign: char| {
        brackets += i32::from(matches!(sign, '(' | '[')) - i32::from(matches!(sign, ')' | ']'));
        matches!(sign, '{' | ';') && brackets == 0
    })?;
    let inside = text[begin..].strip_prefix('{')?;
    let mut open = 1;
    let end = inside.find(|sign: char| {
        open += i32::from(sign == '{') - i32::from(sign == '}');
        open == 0
    })?;
    Some(&inside[..end])
}

#[test]
fn functions_are_read_at_a_glance() {
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for file in files(&root().join("src")) {
        let functions = functions(&fs::read_to_string(&file).unwrap());
        seen += functions.len();
        let place = file.strip_prefix(root()).unwrap().display().to_string();
        let long = functions.into_iter().filter(|(.., lines)| *lines > MOST_LINES);
        wrong.extend(long.map(|(line, name, lines)| {
            format!(
                "{place}:{line}: `{name}` has {lines} lines, more than {MOST_LINES}: give a step of it its own name, or make what it lists a const table"
            )
        }));
    }
    assert!(seen > 3000, "only {seen} functions were found");
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn this_test_can_fail() {
    let source = [
        "/// fn no() {",
        "trait One { fn without(&self) -> [u8; 4]; }",
        "fn in_a_line() -> f64 { 1.0 }",
        "const fn two<'a>(own: fn(u8) -> u8, text: &'a str) -> char",
        "where",
        "    char: Copy,",
        "{",
        "    let text = \"} {",
        "    of several lines\";",
        "    if own(1) > 2 { '}' } else { '\\'' }",
        "}",
        "    fn after() {",
        "        // }",
        "        two(|x| x, \"\");",
        "    }",
    ];
    let expected = [(3, "in_a_line", 0), (4, "two", 3), (12, "after", 2)];
    assert_eq!(functions(&source.join("\n")), expected.map(|(line, name, lines)| (line, name.to_owned(), lines)));
}
