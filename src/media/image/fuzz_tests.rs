use super::avif::tests::picture;
use super::{ImageFormat, cleaned, picture_size};
use crate::media::publishable_file::{FileContent, PublishableFile, download_name};
use crate::testing::Fuzz;

/// A picture of each kind, with words in it that have to go.
fn pictures() -> Vec<Vec<u8>> {
    let segment = |marker: u8, bytes: &[u8]| {
        let length = (bytes.len() as u16 + 2).to_be_bytes();
        [&[0xff, marker][..], &length, bytes].concat()
    };
    let exif = b"Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0GPS";
    let jpeg = [
        b"\xff\xd8".to_vec(),
        segment(0xe0, b"JFIF\0"),
        segment(0xe1, exif),
        segment(0xc0, b"\x08\0\x10\0\x20\x01\x01\x11\0"),
        segment(0xfe, b"by Ana"),
        segment(0xda, b"\x01"),
        b"\x01\xff\0\x02\xff\xd9film".to_vec(),
    ];
    let chunk = |name: &[u8], bytes: &[u8]| {
        [&(bytes.len() as u32).to_be_bytes()[..], name, bytes, b"\0\0\0\0"].concat()
    };
    let png = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", b"\0\0\0\x20\0\0\0\x10\x08\x06\0\0\0"),
        chunk(b"tEXt", b"Author\0Ana"),
        chunk(b"IDAT", b"pixels"),
        chunk(b"IEND", b""),
    ];
    let gif = [
        &b"GIF89a\x02\0\x01\0\x80\0\0ABCDEF!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0!\xfe\x07by \
        Ana!\0"[..],
        b",\0\0\0\0\x02\0\x01\0\0\x02\x02D\x01\0;",
    ];
    let part = |name: &[u8], bytes: &[u8]| {
        let pad = &[0][..bytes.len() % 2];
        [name, &(bytes.len() as u32).to_le_bytes(), bytes, pad].concat()
    };
    let body = [
        part(b"VP8X", b"\x1c\0\0\0\x1f\0\0\x0f\0\0"),
        part(b"VP8 ", b"\x10\0\0\x9d\x01\x2a\x20\0\x10\0"),
        part(b"EXIF", b"GPS"),
    ];
    let body = body.concat();
    let webp = [b"RIFF", &(body.len() as u32 + 4).to_le_bytes()[..], b"WEBP", &body].concat();
    let avif = picture();
    vec![jpeg.concat(), png.concat(), gif.concat(), webp, avif]
}

#[test]
fn pictures_of_any_kind_are_clean_when_they_are_cleaned() {
    let seeds = pictures();
    for seed in &seeds {
        let clean = cleaned(seed).expect("a whole picture");
        let holds = |words: &[u8]| memchr::memmem::find(&clean, words).is_some();
        assert!(!holds(b"Ana") && !holds(b"GPS") && picture_size(&clean).is_some(), "{clean:?}");
    }
    let words: [&[u8]; 20] = [
        b"\xff\xd8",
        b"\xff\xe1",
        b"\xff\xda",
        b"\xff\xd9",
        b"\xff\xff",
        b"Exif\0\0",
        b"IHDR",
        b"IDAT",
        b"IEND",
        b"tEXt",
        b"\0\0\0\0",
        b"\xff\xff\xff\xff",
        b"\x7f\xff\xff\xff",
        b"GIF89a",
        b"!\xfe",
        b"RIFF",
        b"WEBP",
        b"VP8X",
        b"meta",
        b"iloc",
    ];
    Fuzz::new("images", 20_000).seeds(seeds).words(words).bytes(|input| {
        if let Some(clean) = cleaned(input) {
            assert!(clean.len() <= input.len() + 64, "{} of {}", clean.len(), input.len());
            assert_eq!(ImageFormat::of(&clean), ImageFormat::of(input));
            assert_eq!(cleaned(&clean).as_deref(), Some(&*clean), "cleaned again");
        }
        picture_size(input);
        let name = String::from_utf8_lossy(input);
        let Ok(file) = PublishableFile::of(input.to_vec(), &name) else { return };
        let path = file.path.as_str();
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        assert!(!["html", "htm", "svg", "js", "xml"].contains(&ending), "{path}");
        if file.content == FileContent::Text {
            assert!(!input.trim_ascii_start().starts_with(b"<!"), "a page");
        }
        let download = download_name(&name, &file.path);
        assert!(!download.contains(['/', '\\', '\n', '\0']) && !download.starts_with('.'));
    });
}
