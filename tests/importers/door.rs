//! The door: what is recognised, and what is said about a file that is not.

use super::{context, read};
use upswing::exchange::{self, ImportError};

fn refused(bytes: &[u8]) -> String {
    read("f.csv", bytes).unwrap_err().to_string()
}
