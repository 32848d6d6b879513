//! Writes the parts of an archive in the order in which they become known.

use std::collections::HashMap;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};

use md5::{Digest, Md5};

use super::super::{BUFFER, BundleError};
use super::entry::{Entry, Leads};

/// Where the names of media types begin: behind the header.
pub(super) const MIMES: usize = 80;

/// Where clusters begin. Readers look for names of media types up to here.
pub(super) const CLUSTERS: usize = 1024;

/// The media type of a list of entries.
pub(super) const LISTING: &str = "application/octet-stream+zimlisting";

/// How many bytes are gathered into one cluster, before they are compressed.
const CLUSTER_SIZE: usize = 1 << 20;

/// How hard they are compressed: where more takes much longer and saves little.
const LEVEL: i32 = 12;

/// What kind of thing an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namespace {
    /// What readers read.
    Content,
    /// What the archive says of itself.
    Metadata,
    /// What readers of the format ask for by name.
    WellKnown,
    /// What is searched.
    Index,
}

impl Namespace {
    pub(super) fn letter(self) -> u8 {
        match self {
            Namespace::Content => b'C',
            Namespace::Metadata => b'M',
            Namespace::WellKnown => b'W',
            Namespace::Index => b'X',
        }
    }
}

/// What is said of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blob<'t> {
    pub media_type: &'static str,
    /// Empty where it is its path.
    pub title: &'t str,
    /// Whether it is found by its title.
    pub is_front: bool,
    /// Whether compressing it is of no use.
    pub is_dense: bool,
}

/// Files that are gathered.
#[derive(Default)]
struct Cluster {
    /// Its number, once it has one.
    number: Option<u32>,
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

/// An archive that is being written.
pub(super) struct ZimWriter<'w, F: Write> {
    out: BufWriter<&'w mut F>,
    at: u64,
    media_types: Vec<&'static str>,
    entries: Vec<Entry>,
    /// Where each cluster begins.
    clusters: Vec<u64>,
    text: Cluster,
    dense: Cluster,
    /// A digest of all that is in it, by which archives are told apart.
    content: blake3::Hasher,
}

impl<'w, F: Read + Write + Seek> ZimWriter<'w, F> {
    pub(super) fn new(
        out: &'w mut F,
        media_types: Vec<&'static str>,
    ) -> Result<ZimWriter<'w, F>, BundleError> {
        let mut head = vec![0; MIMES];
        for name in &media_types {
            head.extend(name.bytes());
            head.push(0);
        }
        head.resize(CLUSTERS, 0);
        let mut out = BufWriter::with_capacity(BUFFER, out);
        out.write_all(&head)?;
        Ok(ZimWriter {
            out,
            at: head.len() as u64,
            media_types,
            entries: Vec::new(),
            clusters: Vec::new(),
            text: Cluster::default(),
            dense: Cluster::default(),
            content: blake3::Hasher::new(),
        })
    }

    /// Adds a file.
    pub(super) fn add(
        &mut self,
        namespace: Namespace,
        path: &str,
        blob: Blob<'_>,
        bytes: &[u8],
    ) -> Result<(), BundleError> {
        self.content.update(&(path.len() as u64).to_le_bytes()).update(path.as_bytes());
        self.content.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
        let full = if blob.is_dense { &self.dense } else { &self.text };
        if !full.bytes.is_empty() && full.bytes.len() + bytes.len() > CLUSTER_SIZE {
            self.write_cluster(blob.is_dense)?;
        }
        let media_type = self.media_types.iter().position(|known| *known == blob.media_type);
        let media_type = media_type.unwrap_or_default() as u16;
        let n_clusters = &mut self.clusters;
        let cluster = if blob.is_dense { &mut self.dense } else { &mut self.text };
        let number = *cluster.number.get_or_insert_with(|| {
            // It has its number before it is written: its place is known later.
            n_clusters.push(0);
            n_clusters.len() as u32 - 1
        });
        cluster.bytes.extend_from_slice(bytes);
        cluster.ends.push(cluster.bytes.len() as u32);
        let leads = Leads::Blob(media_type, number, cluster.ends.len() as u32 - 1);
        self.entries.push(Entry {
            namespace,
            path: path.to_owned(),
            title: blob.title.to_owned(),
            is_front: blob.is_front,
            leads,
        });
        Ok(())
    }

    /// Adds an entry that leads to a file.
    pub(super) fn redirect(&mut self, namespace: Namespace, path: &str, title: &str, to: &str) {
        let leads = Leads::Entry(to.to_owned());
        let (path, title) = (path.to_owned(), title.to_owned());
        self.entries.push(Entry { namespace, path, title, is_front: false, leads });
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), BundleError> {
        self.out.write_all(bytes)?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    /// Writes the files that were gathered.
    fn write_cluster(&mut self, is_dense: bool) -> Result<(), BundleError> {
        let gathered = if is_dense { &mut self.dense } else { &mut self.text };
        let Cluster { number, ends, bytes } = std::mem::take(gathered);
        let Some(number) = number else { return Ok(()) };
        self.clusters[number as usize] = self.at;
        let first = 4 * (ends.len() as u32 + 1);
        let mut list = Vec::with_capacity(first as usize);
        list.extend(first.to_le_bytes());
        ends.iter().for_each(|end| list.extend((first + end).to_le_bytes()));
        // 1 is for bytes as they are, 5 for zstd.
        if is_dense {
            self.put(&[1])?;
            self.put(&list)?;
            return self.put(&bytes);
        }
        list.extend(bytes);
        self.put(&[5])?;
        let packed = zstd::bulk::compress(&list, LEVEL)?;
        self.put(&packed)
    }

    /// Writes all that finds the files, and the digest.
    pub(super) fn finish(mut self) -> Result<(), BundleError> {
        self.add_listing()?;
        self.write_cluster(false)?;
        self.write_cluster(true)?;
        self.entries.sort_by(Entry::by_path);
        let mut header = Header { main: u32::MAX, ..Header::default() };
        let numbers: HashMap<&str, u32> = self
            .entries
            .iter()
            .zip(0..)
            .filter(|(entry, _)| entry.namespace == Namespace::Content)
            .map(|(entry, number)| (entry.path.as_str(), number))
            .collect();
        let mut dirents: Vec<Vec<u8>> = Vec::with_capacity(self.entries.len());
        for (entry, number) in self.entries.iter().zip(0..) {
            if entry.namespace == Namespace::WellKnown {
                header.main = number;
            }
            let target = match &entry.leads {
                Leads::Entry(to) => numbers.get(to.as_str()).copied().unwrap_or_default(),
                Leads::Blob(..) => 0,
            };
            dirents.push(entry.bytes(target));
        }
        let mut places = Vec::with_capacity(dirents.len() * 8);
        for bytes in dirents {
            places.extend(self.at.to_le_bytes());
            self.put(&bytes)?;
        }
        header.n_entries = self.entries.len() as u32;
        header.n_clusters = self.clusters.len() as u32;
        header.paths = self.at;
        self.put(&places)?;
        header.titles = self.at;
        let titles = self.by_title(|_| true);
        self.put(&titles)?;
        header.clusters = self.at;
        let clusters: Vec<u8> = self.clusters.iter().flat_map(|at| at.to_le_bytes()).collect();
        self.put(&clusters)?;
        header.digest = self.at;
        header.id.copy_from_slice(&self.content.finalize().as_bytes()[..16]);
        self.seal(&header)
    }

    /// Adds the list of pages by title. Its numbers are those of the entries when all are there,
    /// itself included.
    fn add_listing(&mut self) -> Result<(), BundleError> {
        let blob = Blob { media_type: LISTING, title: "", is_front: false, is_dense: true };
        let n_pages = self.entries.iter().filter(|entry| entry.is_front).count();
        // Entries of the index sort behind all others, so no number changes.
        self.entries.sort_by(Entry::by_path);
        let list = self.by_title(|entry| entry.is_front);
        debug_assert_eq!(list.len(), n_pages * 4);
        self.add(Namespace::Index, "listing/titleOrdered/v1", blob, &list)
    }

    /// The numbers of some entries, in the order of their titles.
    fn by_title(&self, is_wanted: impl Fn(&Entry) -> bool) -> Vec<u8> {
        let mut wanted: Vec<(u8, &str, u32)> = self
            .entries
            .iter()
            .zip(0..)
            .filter(|(entry, _)| is_wanted(entry))
            .map(|(entry, number)| (entry.namespace.letter(), entry.shown(), number))
            .collect();
        wanted.sort_unstable();
        wanted.iter().flat_map(|(.., number)| number.to_le_bytes()).collect()
    }

    /// Writes the header, and behind all the digest of all.
    fn seal(mut self, header: &Header) -> Result<(), BundleError> {
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&header.bytes())?;
        self.out.flush()?;
        let out = self.out.get_mut();
        out.seek(SeekFrom::Start(0))?;
        let mut digest = Md5::new();
        let mut buffer = vec![0; BUFFER];
        loop {
            let n_read = out.read(&mut buffer)?;
            if n_read == 0 {
                break;
            }
            digest.update(&buffer[..n_read]);
        }
        out.seek(SeekFrom::End(0))?;
        out.write_all(&digest.finalize())?;
        Ok(())
    }
}

/// The first bytes of an archive.
#[derive(Default)]
struct Header {
    id: [u8; 16],
    n_entries: u32,
    n_clusters: u32,
    paths: u64,
    titles: u64,
    clusters: u64,
    main: u32,
    digest: u64,
}

impl Header {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(MIMES);
        bytes.extend(0x044d_495a_u32.to_le_bytes());
        bytes.extend(6_u16.to_le_bytes());
        bytes.extend(1_u16.to_le_bytes());
        bytes.extend(self.id);
        bytes.extend(self.n_entries.to_le_bytes());
        bytes.extend(self.n_clusters.to_le_bytes());
        for place in [self.paths, self.titles, self.clusters, MIMES as u64] {
            bytes.extend(place.to_le_bytes());
        }
        bytes.extend(self.main.to_le_bytes());
        // No page has a layout.
        bytes.extend(u32::MAX.to_le_bytes());
        bytes.extend(self.digest.to_le_bytes());
        bytes
    }
}
