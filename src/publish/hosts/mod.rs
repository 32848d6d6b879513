//! Redirects and headers in the forms of hosts.
//!
//! What a host reads by itself lies where it looks for it (`_redirects`, `_headers`,
//! `.htaccess`); what has to be named in a server's settings lies in `_hosts/`. Hosts
//! without redirects get pages that lead on.

#[cfg(test)]
mod fuzz_tests;
mod headers;
mod list;
mod rule;
mod server;
mod stub;

use std::collections::{BTreeSet, HashMap};

use crate::config::{Config, Host};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::output::SitePath;
use crate::plan::redirects::{Redirect, RedirectTarget};
use crate::site::Site;

use rule::{FOLDER, Rule, ascii, ascii_part};

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
}

/// Takes finished files.
type Put<'p, E> = dyn FnMut(&SitePath, &[u8]) -> Result<(), E> + 'p;

impl HostFiles<'_> {
    /// Writes all files that the hosts in the settings need.
    pub fn write<E>(&self, put: &mut Put<'_, E>, sink: &mut Sink) -> Result<(), E> {
        let hosts = &self.config.hosts;
        let mut out = HostWriter { files: self, put };
        let (netlify, cloudflare) =
            (hosts.contains(&Host::Netlify), hosts.contains(&Host::Cloudflare));
        let mut stubs = hosts.contains(&Host::GithubPages) || hosts.contains(&Host::S3);
        let headers = &headers::all(&self.config.content_policy());
        if netlify || cloudflare {
            let list = list::redirects(&self.rules(true), netlify, cloudflare);
            out.own("_redirects", &list.text, sink)?;
            out.unless_own("_headers", &headers::file(headers, &self.hashed))?;
            if list.n_left > 0 {
                sink.push(too_many(list.n_left));
                stubs = true;
            }
        }
        let rules = if hosts.is_empty() { Vec::new() } else { self.rules(false) };
        let base = self.base();
        for &host in hosts {
            match host {
                Host::Apache => {
                    out.own(".htaccess", &server::apache(&rules, headers, base), sink)?
                }
                Host::Caddy => out.hosts("caddy.conf", &server::caddy(&rules, headers, base))?,
                Host::Nginx => {
                    out.hosts("nginx-http.conf", &server::nginx_http(&rules, base))?;
                    out.hosts("nginx-server.conf", &server::nginx_server(headers, base))?;
                }
                Host::S3 => out.hosts("s3-redirects.tsv", &list::s3(&rules))?,
                Host::GithubPages => out.unless_own(".nojekyll", "")?,
                Host::Netlify | Host::Cloudflare => {}
            }
        }
        if stubs { self.stubs(&mut out, sink) } else { Ok(()) }
    }

    /// Pages that lead on, for hosts that know no other redirects.
    fn stubs<E>(&self, out: &mut HostWriter<'_, '_, E>, sink: &mut Sink) -> Result<(), E> {
        let mut files: BTreeSet<String> = BTreeSet::new();
        let mut odd = Vec::new();
        let threads = self.site.threads.iter().zip(0..);
        let threads: HashMap<&SitePath, usize> = threads.map(|(e, at)| (&e.path, at)).collect();
        for redirect in self.redirects.iter().filter(|redirect| redirect.to != RedirectTarget::Gone)
        {
            let file = stub::file(&redirect.from);
            let is_below = file.match_indices('/').any(|(at, _)| files.contains(&file[..at]));
            if is_below || !file.ends_with(".html") {
                odd.push(redirect.from.as_str());
            }
            if is_below {
                continue;
            }
            let Some(path) = SitePath::new(&*file) else { continue };
            let page = stub::page(self.config, self.site, &path, &redirect.to, &threads);
            (out.put)(&path, page.as_bytes())?;
            files.insert(file);
        }
        // S3 sends visitors on by the metadata of the file, whatever its name is.
        if let (Some(first), false) = (odd.first(), self.config.hosts.contains(&Host::S3)) {
            sink.push(no_page(first, odd.len()));
        }
        Ok(())
    }

    /// All redirects, or in full where the site's folder is not the top of its host.
    fn rules(&self, in_own_folder: bool) -> Vec<Rule<'_>> {
        let base = self.base();
        let full = self.config.base_url.as_deref().filter(|_| in_own_folder && base != "/");
        let here = |path: &SitePath, part: &str| {
            let text = path.as_str();
            let folder =
                text.strip_suffix("index.html").filter(|f| f.is_empty() || f.ends_with('/'));
            format!("{}{}{}", full.unwrap_or(base), ascii(folder.unwrap_or(text)), ascii_part(part))
        };
        let rule = |redirect: &'_ Redirect| match &redirect.to {
            RedirectTarget::Here(path, part) => Some(here(path, part)),
            RedirectTarget::Elsewhere(url) => Some(url.clone()),
            RedirectTarget::Gone => None,
        };
        self.redirects
            .iter()
            .map(|redirect| Rule { from: &redirect.from, to: rule(redirect) })
            .collect()
    }

    /// The folder of the site on its host, from `/` to `/`.
    fn base(&self) -> &str {
        let url = self.config.base_url.as_deref().unwrap_or("/");
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        rest.find('/').map_or("/", |at| &rest[at..])
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

fn too_many(n_left: usize) -> Diagnostic {
    let message = format!("{n_left} redirects are more than Cloudflare Pages takes");
    Diagnostic::warning(Code::HostLimit, message)
        .at(Place::file(crate::plan::ledger::LEDGER), "")
        .note("it reads 2,000 from `_redirects`; for the others there are pages that lead on")
        .help("set them up as bulk redirects there, and delete their lines from the ledger")
}

fn no_page(first: &str, n_odd: usize) -> Diagnostic {
    let all = match n_odd {
        1 => format!("`/{first}`"),
        n => format!("`/{first}` and {} more", n - 1),
    };
    Diagnostic::warning(Code::HostLimit, format!("{all} cannot be redirected by a page"))
        .at(Place::file(crate::plan::ledger::LEDGER), "")
        .note("a page serves addresses that end with `.html`, with `/`, or have no ending")
        .help("choose a host with redirects for them, or leave them out")
}

fn own_file(name: &str) -> Diagnostic {
    Diagnostic::error(Code::RedirectTaken, format!("`static/{name}` stands where redirects go"))
        .at(Place::file(format!("static/{name}")), "")
        .note("the host reads one file of this name, and it was not written")
        .help("move its redirects to `redirects:` in answerbook.yaml, and delete it")
}
