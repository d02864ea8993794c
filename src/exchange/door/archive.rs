//! Zip archives: each member is a file of its own. Nothing is unpacked onto the disk under a name of the
//! archive, so a name cannot lead anywhere; an archive inside an archive goes through a file without a
//! name.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::crew::{self, Meter};
use super::files_read::{FilesRead, cannot_read};
use super::look::{Looked, look};
use super::stream::Limit;
use super::unknown::unknown;
use super::walk;
use crate::domain::text::one_line;
use crate::exchange::{Context, ImportError, Progress};

/// No export has more members.
const MOST_MEMBERS: usize = 200_000;
/// So many names of members are told.
const TOLD: usize = 12;

/// Something that was packed.
trait Packed: Read + Seek + Send {}
impl<T: Read + Seek + Send> Packed for T {}

/// One file that several hands read, each from its own place.
#[derive(Clone)]
struct Shared {
    file: Arc<Mutex<dyn Packed>>,
    at: u64,
    bytes: u64,
}

impl Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().map_err(|_| io::Error::other("another reader of the archive failed"))?;
        file.seek(SeekFrom::Start(self.at))?;
        let count = file.read(buffer)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Shared {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(more) => self.bytes.checked_add_signed(more),
            SeekFrom::Current(more) => self.at.checked_add_signed(more),
        };
        self.at = target.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "a place before the beginning"))?;
        Ok(self.at)
    }
}

/// An archive that was found.
pub struct Archive<'a> {
    /// Its name, safe to show.
    pub file: &'a str,
    /// The person named it; it was not only found in a folder.
    pub named: bool,
    /// Its size.
    pub bytes: u64,
    /// What may still come out of the archive it was in; `None` = it was in none.
    pub limit: Option<Limit>,
}

/// A file in it.
struct Member {
    at: usize,
    shown: String,
    packed: u64,
    bytes: u64,
}

impl Archive<'_> {
    /// Reads every member.
    ///
    /// # Errors
    /// Cancelled.
    pub fn bring(
        &self,
        opened: impl Read + Seek + Send + 'static,
        context: &Context,
        meter: &Meter,
        progress: Progress,
        brought: &mut FilesRead,
    ) -> Result<(), ImportError> {
        let shared = Shared { file: Arc::new(Mutex::new(opened)), at: 0, bytes: self.bytes };
        let (zip, members) = match self.members(shared) {
            Ok(members) => members,
            Err(error) => {
                brought.sort(Err(error), self.named, context);
                return Ok(());
            }
        };
        let before = brought.found.len() + brought.refused.len();
        let read = |member: &Member, progress: Progress| {
            let mut zip = zip.clone();
            let mut file = open(&mut zip, member)?;
            look(&member.shown, &mut file, member.bytes, &self.limit(member), context, progress)
        };
        let looked = crew::each(&members, |member| member.packed, read, meter, progress)?;
        for (member, looked) in members.iter().zip(looked) {
            if matches!(looked, Ok(Looked::Archive)) {
                self.inner(&mut zip.clone(), member, context, meter, progress, brought)?;
            } else {
                brought.sort(looked, false, context);
            }
        }
        if self.named && before == brought.found.len() + brought.refused.len() {
            brought.refused.push(self.nothing(&members));
        }
        Ok(())
    }

    /// What may come out of a member.
    fn limit(&self, member: &Member) -> Limit {
        self.limit.clone().unwrap_or_else(|| Limit::packed(member.packed))
    }

    /// The files in it, without hidden ones.
    fn members(&self, shared: Shared) -> Result<(ZipArchive<Shared>, Vec<Member>), ImportError> {
        let torn = |error: zip::result::ZipError| {
            let why = format!("expected a zip archive, found one that is torn or damaged ({error})");
            ImportError::Unreadable { file: self.file.to_owned(), why }
        };
        let mut zip = ZipArchive::new(shared).map_err(torn)?;
        if zip.len() > MOST_MEMBERS {
            let what = format!("the archive has {} members; at most {MOST_MEMBERS} are read", zip.len());
            return Err(ImportError::TooLarge { file: self.file.to_owned(), what });
        }
        let mut members = Vec::new();
        for at in 0..zip.len() {
            let Ok(file) = zip.by_index_raw(at) else { continue };
            let name = String::from_utf8_lossy(file.name_raw()).into_owned();
            let hidden = name.split(['/', '\\']).any(|part| part != "." && part != ".." && walk::is_hidden(part));
            if file.is_file() && !hidden {
                let shown = format!("{}/{}", self.file, one_line(&name));
                members.push(Member { at, shown, packed: file.compressed_size(), bytes: file.size() });
            }
        }
        members.sort_by(|one, other| one.shown.cmp(&other.shown));
        Ok((zip, members))
    }

    /// An archive inside this one: through a file without a name, because what is packed cannot be sought in.
    fn inner(
        &self,
        zip: &mut ZipArchive<Shared>,
        member: &Member,
        context: &Context,
        meter: &Meter,
        progress: Progress,
        brought: &mut FilesRead,
    ) -> Result<(), ImportError> {
        if self.limit.is_some() {
            let error = unknown(&member.shown, "an archive inside an archive inside an archive; unpack it by hand");
            brought.sort(Err(error), false, context);
            return Ok(());
        }
        let unpacked = open(zip, member).and_then(|mut file| {
            let mut spooled = tempfile::tempfile().map_err(|error| cannot_read(&member.shown, &error))?;
            // What is in it shares a limit of its own, so unpacking it needs only the size that is allowed.
            let bytes = Limit::packed(member.packed).copy(&member.shown, &mut file, &mut spooled)?;
            Ok((spooled, bytes))
        });
        match unpacked {
            Ok((spooled, bytes)) => {
                let limit = Some(Limit::packed(bytes));
                let archive = Archive { file: &member.shown, named: false, bytes, limit };
                archive.bring(spooled, context, meter, progress, brought)
            }
            Err(error) => {
                brought.sort(Err(error), false, context);
                Ok(())
            }
        }
    }

    /// What to say of an archive with nothing in it for us.
    fn nothing(&self, members: &[Member]) -> ImportError {
        let prefix = self.file.len() + 1;
        let names = members.iter().take(TOLD).filter_map(|member| member.shown.get(prefix..));
        let names = names.collect::<Vec<_>>().join(", ");
        let found = match members.len() {
            0 => "a zip archive without files".to_owned(),
            more if more > TOLD => format!("a zip archive of {more} files: {names}, …"),
            _ => format!("a zip archive with {names}"),
        };
        unknown(self.file, &found)
    }
}

fn open<'z>(zip: &'z mut ZipArchive<Shared>, member: &Member) -> Result<ZipFile<'z, Shared>, ImportError> {
    let locked = |error: zip::result::ZipError| {
        let why = format!("expected a member that can be unpacked, found another ({error}); unpack it by hand");
        ImportError::Unreadable { file: member.shown.clone(), why }
    };
    zip.by_index(member.at).map_err(locked)
}
