//! Databases of other programs: whole tables by name, nothing else of SQL, and nothing of the file ever runs.
//!
//! The file is copied into memory and never opened as a database itself. No view, trigger, index, virtual table or
//! generated column of it is used. What is on top of SQLite's own defence: few tables, few rows, short cells, a time limit.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::io::Read;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error};

use super::notes::At;
use super::{Found, ImportError, Stream};
use crate::domain::text::one_line;

/// No database of one person is larger, bytes: eighteen years of a watch's minutes.
const MAX_SIZE: usize = 256 * 1024 * 1024;
/// No program has more tables.
const MAX_TABLES: usize = 1000;
/// No life has more rows in a table.
const MAX_ROWS: u64 = 50_000_000;
/// A row takes so many bytes of a file at least: more rows than that were never written.
const LEAST_ROW: u64 = 4;
/// No cell that is read is longer, bytes.
const MAX_CELL: usize = 1024 * 1024;
/// No honest file takes more steps of SQLite's machine; some twenty seconds.
const MAX_STEPS: i32 = 2_000_000_000;
/// It asks after so many steps whether to go on.
const STEPS: i32 = 10_000;
/// The person is asked after so many rows.
const ROWS_A_STEP: usize = 4096;
/// The file is read in pieces of so many bytes, each given back once it is copied.
const PIECE: usize = 1024 * 1024;
/// What SQLite may use at most.
const LIMITS: [(Limit, i32); 10] = [
    (Limit::SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, 64 * 1024),
    (Limit::SQLITE_LIMIT_COLUMN, 300),
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 50),
    (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 5),
    (Limit::SQLITE_LIMIT_VDBE_OP, 25_000),
    (Limit::SQLITE_LIMIT_FUNCTION_ARG, 16),
    (Limit::SQLITE_LIMIT_ATTACHED, 0),
    (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
];

/// Is this a database, by its first bytes?
pub fn is(head: &[u8]) -> bool {
    head.starts_with(b"SQLite format 3\0")
}

/// A value that is not what its column asks for, as a sentence.
pub type Mistake = String;

/// Why a row is not taken.
#[derive(Debug)]
pub enum Refused {
    /// Something is wrong with it; the next one may be right.
    Row(Mistake),
    /// No further row is read either.
    Excess(Excess),
}

/// More of something than any life holds, as a sentence.
#[derive(Debug)]
pub struct Excess(String);

impl Excess {
    /// The whole file is refused.
    pub fn of(self, found: &Found) -> ImportError {
        ImportError::TooLarge { file: found.file.clone(), what: self.0 }
    }
}

impl From<Excess> for Refused {
    fn from(excess: Excess) -> Refused {
        Refused::Excess(excess)
    }
}

impl From<Mistake> for Refused {
    fn from(mistake: Mistake) -> Refused {
        Refused::Row(mistake)
    }
}

impl From<&str> for Refused {
    fn from(mistake: &str) -> Refused {
        Refused::Row(mistake.to_owned())
    }
}

/// Is there room for one more, where `most` are kept at most? To be asked before it is kept.
///
/// # Errors
/// There is none; `what` there is too much of.
pub fn room(kept: usize, most: usize, what: &str) -> Result<(), Excess> {
    if kept < most { Ok(()) } else { Err(Excess(format!("more than {most} {what}; a file of one person holds fewer"))) }
}

/// A database in memory that only reads.
pub struct Database<'s> {
    connection: Connection,
    /// The ordinary tables with their stored columns.
    tables: BTreeMap<String, Vec<String>>,
    max_rows: u64,
    /// Asks whether to go on.
    goes_on: RefCell<Box<dyn FnMut() -> bool + 's>>,
}

/// A row of a table; its columns in the order in which they were asked for.
pub struct Row<'a> {
    /// Where it stands.
    pub at: At,
    columns: &'a [&'static str],
    row: &'a rusqlite::Row<'a>,
}

impl<'s> Database<'s> {
    /// Copies a database into memory.
    ///
    /// # Errors
    /// Too large, torn, or not a database that SQLite reads.
    pub fn open(stream: &'s mut Stream) -> Result<Database<'s>, ImportError> {
        let (pieces, size) = pieces(stream)?;
        let file = stream.file().to_owned();
        let max_rows = (size as u64 / LEAST_ROW).min(MAX_ROWS);
        let unreadable = |error: Error| ImportError::Unreadable { file: file.clone(), why: sentence(&error) };
        let connection = connect(pieces, size).map_err(unreadable)?;
        let tables = tables(&connection).map_err(unreadable)?;
        if tables.len() > MAX_TABLES {
            let what = format!("more than {MAX_TABLES} tables");
            return Err(ImportError::TooLarge { file, what });
        }
        Ok(Database { connection, tables, max_rows, goes_on: RefCell::new(Box::new(|| stream.goes_on())) })
    }

    /// Is there this table with all of these columns?
    pub fn has(&self, table: &str, columns: &[&str]) -> bool {
        let known = self.tables.get(table);
        known.is_some_and(|known| columns.iter().all(|column| known.iter().any(|name| name == column)))
    }

    /// The names of the tables, for a message: the first twenty, cut to a line.
    pub fn names(&self) -> String {
        let names: Vec<&str> = self.tables.keys().take(20).map(String::as_str).collect();
        let names: String = one_line(&names.join(", ")).chars().take(80).collect();
        if names.is_empty() { "no tables".to_owned() } else { names }
    }

    /// Gives every row of a table to `take`; a table or column that is missing gives nothing. What is wrong with a row is
    /// noted with its place.
    ///
    /// # Errors
    /// Torn, too many rows, too long a time, cancelled; more of something than any life holds.
    pub fn each(
        &self,
        table: &'static str,
        columns: &[&'static str],
        found: &mut Found,
        mut take: impl FnMut(&mut Found, &Row) -> Result<(), Refused>,
    ) -> Result<(), ImportError> {
        let Some(known) = self.tables.get(table) else { return Ok(()) };
        let selected = columns.iter().map(|column| match known.iter().any(|name| name == column) {
            true => format!("\"{column}\""),
            false => "NULL".to_owned(),
        });
        // Without an index: one made to harm gives other rows than the table has.
        let sql = format!("SELECT {} FROM main.\"{table}\" NOT INDEXED", selected.collect::<Vec<_>>().join(", "));
        let mut statement = self.connection.prepare(&sql).map_err(|error| torn(found, table, 0, &error))?;
        let mut rows = statement.query([]).map_err(|error| torn(found, table, 0, &error))?;
        let mut line = 0;
        loop {
            let Some(row) = rows.next().map_err(|error| torn(found, table, line, &error))? else { return Ok(()) };
            line += 1;
            if line % ROWS_A_STEP == 0 && self.goes_on.try_borrow_mut().is_ok_and(|mut goes_on| !goes_on()) {
                return Err(ImportError::Cancelled);
            }
            if line as u64 > self.max_rows {
                let what = format!("{table}: more rows than a file of this size can hold");
                return Err(ImportError::TooLarge { file: found.file.clone(), what });
            }
            let row = Row { at: At { table, line }, columns, row };
            match take(found, &row) {
                Ok(()) => {}
                Err(Refused::Row(mistake)) => found.errors.add_in(table, line, &mistake),
                Err(Refused::Excess(excess)) => return Err(excess.of(found)),
            }
            found.is_of_one_person()?;
        }
    }
}

fn torn(found: &Found, table: &str, line: usize, error: &Error) -> ImportError {
    let why = format!("{table}, after row {line}: {}", sentence(error));
    ImportError::Unreadable { file: found.file.clone(), why }
}

impl Row<'_> {
    fn value(&self, column: &str) -> ValueRef<'_> {
        let at = self.columns.iter().position(|name| *name == column);
        let value = at.and_then(|at| self.row.get_ref(at).ok()).unwrap_or(ValueRef::Null);
        match value {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) if bytes.len() > MAX_CELL => ValueRef::Null,
            value => value,
        }
    }

    /// A whole number; `None` = missing.
    pub fn whole(&self, column: &str) -> Result<Option<i64>, Mistake> {
        match self.value(column) {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(number) => Ok(Some(number)),
            ValueRef::Real(number) if number.fract() == 0.0 && number.abs() < 9e15 => Ok(Some(number as i64)),
            value => Err(wrong(column, "a whole number", value)),
        }
    }

    /// A number; `None` = missing.
    pub fn number(&self, column: &str) -> Result<Option<f64>, Mistake> {
        match self.value(column) {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(number) => Ok(Some(number as f64)),
            ValueRef::Real(number) if number.is_finite() => Ok(Some(number)),
            value => Err(wrong(column, "a number", value)),
        }
    }

    /// A text; empty = missing.
    pub fn text(&self, column: &str) -> Result<String, Mistake> {
        match self.value(column) {
            ValueRef::Null => Ok(String::new()),
            ValueRef::Integer(number) => Ok(number.to_string()),
            ValueRef::Text(bytes) => Ok(String::from_utf8_lossy(bytes).into_owned()),
            value => Err(wrong(column, "a text", value)),
        }
    }

    /// Bytes; empty = missing or something else.
    pub fn bytes(&self, column: &str) -> &[u8] {
        match self.value(column) {
            ValueRef::Blob(bytes) | ValueRef::Text(bytes) => bytes,
            _ => &[],
        }
    }

    /// A whole number that must be there.
    pub fn needed(&self, column: &str, expected: &str) -> Result<i64, Mistake> {
        self.whole(column)?.ok_or_else(|| wrong(column, expected, ValueRef::Null))
    }

    /// A text that is read with `read`; `None` = missing.
    pub fn read<T>(&self, column: &str, expected: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Mistake> {
        let text = self.text(column)?;
        if text.trim().is_empty() {
            return Ok(None);
        }
        read(&text).map(Some).ok_or_else(|| wrong(column, expected, self.value(column)))
    }
}

fn wrong(column: &str, expected: &str, value: ValueRef) -> Mistake {
    let found = match value {
        ValueRef::Null => "nothing".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) => format!("\"{}\"", super::text::head(&String::from_utf8_lossy(bytes), 80)),
        ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()),
    };
    format!("column \"{column}\": expected {expected}, found {found}")
}

/// The file in pieces, and its size.
fn pieces(stream: &mut Stream) -> Result<(VecDeque<Vec<u8>>, usize), ImportError> {
    let (mut pieces, mut size) = (VecDeque::new(), 0);
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        let read = stream.take(PIECE as u64).read_to_end(&mut piece);
        if let Err(error) = read {
            return Err(stream.unreadable(error.to_string()));
        }
        if piece.is_empty() {
            return Ok((pieces, size));
        }
        size += piece.len();
        if size > MAX_SIZE {
            let what = format!("the database has more than {} MiB", MAX_SIZE >> 20);
            return Err(ImportError::TooLarge { file: stream.file().to_owned(), what });
        }
        if pieces.is_empty() {
            // It may say that newer rows are in a journal beside it, which memory has not: it is read without.
            piece.iter_mut().skip(18).take(2).for_each(|version| *version = 1);
        }
        pieces.push_back(piece);
    }
}

/// Gives the pieces out, each freed when it is done.
struct Pieces(VecDeque<Vec<u8>>, usize);

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let Some(first) = self.0.front() else { return Ok(0) };
        let count = first.get(self.1..).unwrap_or_default().read(buffer)?;
        self.1 += count;
        if self.1 >= first.len() {
            self.0.pop_front();
            self.1 = 0;
        }
        Ok(count)
    }
}

fn connect(pieces: VecDeque<Vec<u8>>, size: usize) -> Result<Connection, Error> {
    let mut connection = Connection::open_in_memory()?;
    for (limit, most) in LIMITS {
        connection.set_limit(limit, most)?;
    }
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, false),
    ] {
        connection.set_db_config(config, on)?;
    }
    let mut asked = 0;
    let too_many = move || {
        asked += 1;
        asked > MAX_STEPS / STEPS
    };
    connection.progress_handler(STEPS, Some(too_many))?;
    connection.deserialize_read_exact("main", Pieces(pieces, 0), size, true)?;
    connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA query_only = ON;")?;
    Ok(connection)
}

/// The ordinary tables and their stored columns.
fn tables(connection: &Connection) -> Result<BTreeMap<String, Vec<String>>, Error> {
    let mut names = Vec::new();
    let mut statement = connection.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if names.len() > MAX_TABLES {
            break;
        }
        if let ValueRef::Text(name) = row.get_ref(0)? {
            names.push(String::from_utf8_lossy(name.get(..200).unwrap_or(name)).into_owned());
        }
    }
    names.into_iter().map(|name| columns(connection, &name).map(|columns| (name, columns))).collect()
}

/// The stored columns of a table: to read a generated one would run what the file says.
fn columns(connection: &Connection, table: &str) -> Result<Vec<String>, Error> {
    let mut statement = connection.prepare(&format!("PRAGMA main.table_xinfo(\"{}\")", table.replace('"', "\"\"")))?;
    let mut rows = statement.query([])?;
    let mut columns = Vec::new();
    while let Some(row) = rows.next()? {
        if let (ValueRef::Text(name), ValueRef::Integer(0)) = (row.get_ref("name")?, row.get_ref("hidden")?) {
            columns.push(String::from_utf8_lossy(name.get(..200).unwrap_or(name)).into_owned());
        }
    }
    Ok(columns)
}

/// What SQLite says, as part of a sentence.
fn sentence(error: &Error) -> String {
    let said = one_line(&error.to_string()).into_owned();
    let said: String = said.chars().take(200).collect();
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::OperationInterrupted) => "it takes longer to read than any honest file".to_owned(),
        _ => format!("expected a whole database, found: {said}"),
    }
}
