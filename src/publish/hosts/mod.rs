//! Redirects and headers in the forms of hosts.
//!
//! What a host reads by itself lies where it looks for it (`_redirects`, `_headers`,
//! `.htaccess`); what has to be named in a server's settings lies in `_hosts/`. Pages that lead
//! on are there as well, unless all hosts are known to redirect by themselves: they work on any
//! host, and before a server has read its settings again.

mod apache;
mod caddy;
#[cfg(test)]
mod fuzz_tests;
mod headers;
mod list;
mod nginx;
mod rule;
mod s3;
mod stub;

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::config::{BasePath, Config, Host};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::output::SitePath;
use crate::plan::redirects::{Redirect, RedirectTarget};
use crate::site::Site;

use rule::{FOLDER, Rule, Target, ascii, ascii_part, forms};

/// What files for hosts are made from.
pub struct HostFiles<'a> {
    /// The settings.
    pub config: &'a Config,
    /// All threads.
    pub site: &'a Site,
    /// The addresses without a page.
    pub redirects: &'a [Redirect],
    /// Tells whether the site's own static files have one of this path.
    pub is_static: &'a dyn Fn(&str) -> bool,
    /// The files with a digest in their names, which never change.
    pub hashed: Vec<&'a str>,
    /// The folders with nothing but such files, for hosts that know no patterns: `files/`.
    pub hashed_folders: Vec<&'a str>,
    /// The twins of pages in markdown, by the paths of the pages.
    pub twins: HashMap<&'a SitePath, &'a SitePath>,
}

/// Takes finished files.
type Put<'p, E> = dyn FnMut(&SitePath, &[u8]) -> Result<(), E> + 'p;

impl HostFiles<'_> {
    /// Writes all files that the hosts in the settings need.
    pub fn write<E>(&self, put: &mut Put<'_, E>, sink: &mut Sink) -> Result<(), E> {
        let (hosts, embed) = (&self.config.hosts, &*self.config.embed_origins);
        let mut out = HostWriter { files: self, put };
        let reads_list = |host: &Host| matches!(host, Host::Netlify | Host::Cloudflare);
        let mut leads_on = hosts.is_empty() || !hosts.iter().all(reads_list);
        let headers = &headers::all(&self.config.content_policy());
        if hosts.iter().any(reads_list) {
            let (netlify, cloudflare) =
                (hosts.contains(&Host::Netlify), hosts.contains(&Host::Cloudflare));
            let list = list::redirects(&self.rules(true), netlify, cloudflare);
            out.own("_redirects", &list.text, sink)?;
            let text = headers::file(headers, &self.hashed, embed, &self.hashed_folders);
            out.unless_own("_headers", &text)?;
            if list.n_left > 0 {
                sink.push(too_many("Cloudflare Pages", list::CLOUDFLARE_MOST, list.n_left));
                leads_on = true;
            }
        }
        let rules = if hosts.is_empty() { Vec::new() } else { self.rules(false) };
        let n_addresses = rules.iter().flat_map(|rule| forms(rule.from)).count();
        let mut most = |host: &str, most: usize| {
            if n_addresses > most {
                sink.push(too_many(host, most, n_addresses - most));
            }
        };
        let base = self.base();
        let base = base.decoded();
        for &host in hosts {
            match host {
                Host::Apache => {
                    most("Apache", apache::MOST);
                    let text = apache::htaccess(&rules, headers, embed, base);
                    out.file(".htaccess", &text)?;
                }
                Host::Caddy => {
                    out.hosts("caddy.conf", &caddy::conf(&rules, headers, embed, base))?
                }
                Host::Nginx => {
                    most("nginx", nginx::MOST);
                    out.hosts("nginx.conf", &nginx::conf(&rules, headers, embed, base))?;
                }
                Host::S3 => {
                    out.hosts("s3-redirects.tsv", &s3::redirects(&rules))?;
                    if !embed.is_empty() {
                        out.hosts("s3-cors.json", &s3::cors(embed))?;
                    }
                }
                Host::GithubPages => out.unless_own(".nojekyll", "")?,
                Host::Netlify | Host::Cloudflare => {}
            }
        }
        self.twins_that_lead_on(&mut out)?;
        if leads_on { self.stubs(&mut out, sink) } else { Ok(()) }
    }

    /// Twins that lead on, where pages of ours have moved. They are no rules for hosts: programs
    /// read them as they read the twin itself, and of rules some hosts take few.
    fn twins_that_lead_on<E>(&self, out: &mut HostWriter<'_, '_, E>) -> Result<(), E> {
        let living: HashSet<&SitePath> = self.twins.values().copied().collect();
        for redirect in self.redirects {
            let RedirectTarget::Here(page, _) = &redirect.to else { continue };
            let Some(twin) = self.twins.get(page) else { continue };
            // Only in the folders of our own pages were twins.
            let folder = |path: &str| path.split_once('/').map_or("", |(top, _)| top).to_owned();
            let is_page = redirect.from.ends_with(".html");
            let is_ours = is_page && folder(&redirect.from) == folder(page.as_str());
            let from = SitePath::new(redirect.from.as_str()).filter(|_| is_ours);
            let Some(path) = from.map(|from| from.with_extension("md")) else { continue };
            if !living.contains(&path) && !(self.is_static)(path.as_str()) {
                (out.put)(&path, stub::twin(&path, twin).as_bytes())?;
            }
        }
        Ok(())
    }

    /// Pages that lead on.
    fn stubs<E>(&self, out: &mut HostWriter<'_, '_, E>, sink: &mut Sink) -> Result<(), E> {
        let mut files: BTreeSet<String> = BTreeSet::new();
        let mut odd = Vec::new();
        let threads = self.site.threads.iter().zip(0..);
        let threads: HashMap<&SitePath, usize> = threads.map(|(e, at)| (&e.path, at)).collect();
        // S3 sends visitors on by the metadata of the file, whatever its name is.
        let takes_any = self.config.hosts.contains(&Host::S3);
        for redirect in self.redirects.iter().filter(|redirect| redirect.to != RedirectTarget::Gone)
        {
            let file = stub::file(&redirect.from);
            let is_below = file.match_indices('/').any(|(at, _)| files.contains(&file[..at]));
            let is_page = file.ends_with(".html");
            if is_below || !is_page {
                odd.push(redirect.from.as_str());
            }
            if is_below || !(is_page || takes_any) {
                continue;
            }
            let Some(path) = SitePath::new(&*file) else { continue };
            let page = stub::page(self.config, self.site, &path, &redirect.to, &threads);
            (out.put)(&path, page.as_bytes())?;
            files.insert(file);
        }
        let hosts = &self.config.hosts;
        let needs_pages = hosts.is_empty() || hosts.contains(&Host::GithubPages);
        if let (Some(first), true) = (odd.first(), needs_pages && !takes_any) {
            sink.push(no_page(first, odd.len()));
        }
        Ok(())
    }

    /// All redirects, or in full where the site's folder is not the top of its host.
    fn rules(&self, in_own_folder: bool) -> Vec<Rule<'_>> {
        let base = self.base();
        let full = self.config.base_url.as_deref().filter(|_| in_own_folder && !base.is_top());
        let full = full.and_then(|url| url::Url::parse(url).ok()).map(String::from);
        let base = full.as_deref().unwrap_or(base.encoded());
        let here = |path: &SitePath, part: &str| {
            let text = path.as_str();
            let folder =
                text.strip_suffix("index.html").filter(|f| f.is_empty() || f.ends_with('/'));
            let address = format!("{base}{}", ascii(folder.unwrap_or(text)));
            Target { address, part: ascii_part(part) }
        };
        let rule = |redirect: &'_ Redirect| match &redirect.to {
            RedirectTarget::Here(path, part) => Some(here(path, part)),
            RedirectTarget::Elsewhere(url) => Some(Target::new(url)),
            RedirectTarget::Gone => None,
        };
        self.redirects
            .iter()
            .map(|redirect| Rule { from: &redirect.from, to: rule(redirect) })
            .collect()
    }

    /// The folder of the site on its host.
    fn base(&self) -> BasePath {
        BasePath::of(self.config.base_url.as_deref())
    }
}

struct HostWriter<'a, 'p, E> {
    files: &'a HostFiles<'a>,
    put: &'p mut Put<'p, E>,
}

impl<E> HostWriter<'_, '_, E> {
    fn file(&mut self, name: &str, text: &str) -> Result<(), E> {
        let path = SitePath::new(name).expect("a fixed name");
        (self.put)(&path, text.as_bytes())
    }

    fn hosts(&mut self, name: &str, text: &str) -> Result<(), E> {
        self.file(&format!("{FOLDER}/{name}"), text)
    }

    /// A file that a team may bring itself, and then knows better.
    fn unless_own(&mut self, name: &str, text: &str) -> Result<(), E> {
        if (self.files.is_static)(name) { Ok(()) } else { self.file(name, text) }
    }

    /// A file that must be ours, since redirects are in it.
    fn own(&mut self, name: &str, text: &str, sink: &mut Sink) -> Result<(), E> {
        if (self.files.is_static)(name) {
            sink.push(own_file(name));
            return Ok(());
        }
        self.file(name, text)
    }
}

fn too_many(host: &str, most: usize, n_left: usize) -> Diagnostic {
    let message = format!("{n_left} redirects are more than {host} takes");
    Diagnostic::warning(Code::HostLimit, message)
        .at(Place::file(crate::plan::ledger::LEDGER), "")
        .note(format!("its file holds {most}; for the others there are pages that lead on"))
        .help("set them up at the host itself, or delete their lines from the ledger")
}

fn no_page(first: &str, n_odd: usize) -> Diagnostic {
    let all = match n_odd {
        1 => format!("`/{first}`"),
        n => format!("`/{first}` and {} more", n - 1),
    };
    Diagnostic::warning(Code::HostLimit, format!("{all} cannot be redirected by a page"))
        .at(Place::file(crate::plan::ledger::LEDGER), "")
        .note("a page serves addresses that end with `.html`, with `/`, or have no ending")
        .help("name your host in `hosts:` if it redirects by itself, or leave them out")
}

fn own_file(name: &str) -> Diagnostic {
    Diagnostic::error(Code::RedirectTaken, format!("`static/{name}` stands where redirects go"))
        .at(Place::file(format!("static/{name}")), "")
        .note("the host reads one file of this name, and it was not written")
        .help("move its redirects to `redirects:` in answerbook.yaml, and delete it")
}
