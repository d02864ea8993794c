//! The bytes of a file as a database of their own: redb may repair them, the file stays as it is.

use std::io::{self, ErrorKind};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use redb::StorageBackend;

/// Bytes in memory. redb has such a thing too, but one that begins empty: years of entries would be copied once more.
#[derive(Debug)]
pub(super) struct Memory(RwLock<Vec<u8>>);

impl Memory {
    pub fn new(bytes: Vec<u8>) -> Memory {
        Memory(RwLock::new(bytes))
    }

    fn bytes(&self) -> RwLockReadGuard<'_, Vec<u8>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn bytes_mut(&self) -> RwLockWriteGuard<'_, Vec<u8>> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where so many bytes from an offset end.
fn end(offset: u64, length: usize) -> Option<(usize, usize)> {
    let begin = usize::try_from(offset).ok()?;
    Some((begin, begin.checked_add(length)?))
}

fn outside() -> io::Error {
    io::Error::new(ErrorKind::UnexpectedEof, "a page outside of the file")
}

impl StorageBackend for Memory {
    fn len(&self) -> io::Result<u64> {
        Ok(self.bytes().len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let bytes = self.bytes();
        let part = end(offset, out.len()).and_then(|(begin, end)| bytes.get(begin..end)).ok_or_else(outside)?;
        out.copy_from_slice(part);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.bytes_mut().resize(usize::try_from(len).map_err(|_| outside())?, 0);
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut bytes = self.bytes_mut();
        let part = end(offset, data.len()).and_then(|(begin, end)| bytes.get_mut(begin..end)).ok_or_else(outside)?;
        part.copy_from_slice(data);
        Ok(())
    }
}
