//! The canonical form of an address: a key by which two spellings of one article's address are known to be one.
//!
//! Never printed and never opened; the address itself is kept as it was given. The ids of stored articles are made
//! from it, so a change of these rules needs a migration of the library.

use url::Url;

/// The canonical form of an address, or `None` for what is not an `http` or `https` address with a host.
///
/// Dropped are the fragment, parameters that only track, user and password, the default port and slashes at the end
/// of the path; `http` is written as `https`, and the host in lower case. Everything else stays, the order of the
/// parameters included: sites use it to name their articles.
pub fn canonical(address: &str) -> Option<String> {
    let mut url = Url::parse(address.trim()).ok()?;
    // A default port has been dropped by the parser, so `http://h:443` keeps its own until the scheme changes.
    match url.scheme() {
        "http" => url.set_scheme("https").ok()?,
        "https" => {}
        _ => return None,
    }
    url.host_str()?;
    url.set_fragment(None);
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    let kept: Vec<&str> = url.query().unwrap_or("").split('&').filter(|pair| !pair.is_empty() && !tracks(pair)).collect();
    let query = kept.join("&");
    url.set_query((!query.is_empty()).then_some(&query));
    Some(url.into())
}

fn tracks(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair).to_ascii_lowercase();
    TRACKING_PREFIXES.iter().any(|prefix| name.starts_with(prefix)) || TRACKING.contains(&name.as_str())
}

/// Families of parameters: Google's campaign parameters, Matomo's, Oracle's and HubSpot's.
const TRACKING_PREFIXES: &[&str] = &["utm_", "mtm_", "pk_campaign", "pk_kwd", "oly_", "__hs", "_hs"];

/// Parameters that say who clicked where and never which article, in lower case. From the lists that browsers strip
/// (Firefox "query stripping", Brave "query filter") and AdGuard's general URL tracking rules; then those that news
/// sites and feeds add to their own links.
const TRACKING: &[&str] = &[
    "__s",
    "_openstat",
    "cmpid",
    "dclid",
    "fbclid",
    "gbraid",
    "gclid",
    "gclsrc",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "hsctatracking",
    "icid",
    "igsh",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "ml_subscriber",
    "ml_subscriber_hash",
    "msclkid",
    "s_cid",
    "srsltid",
    "twclid",
    "vero_conv",
    "vero_id",
    "wbraid",
    "wickedid",
    "yclid",
    // On links between sites and in their feeds: The New York Times, Bloomberg, Reuters, CNBC, BBC, Medium, Substack.
    "at_campaign",
    "at_custom1",
    "at_custom2",
    "at_custom3",
    "at_custom4",
    "at_medium",
    "emc",
    "ncid",
    "partner",
    "ref",
    "ref_src",
    "ref_url",
    "smid",
    "smtyp",
    "sref",
    "taid",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_address_share_a_key() {
        for (given, key) in [
            ("https://Example.com/a/b/", "https://example.com/a/b"),
            ("http://example.com:80/a/b#part", "https://example.com/a/b"),
            ("https://example.com:443/a/b?utm_source=x&fbclid=y", "https://example.com/a/b"),
            ("  https://me:secret@example.com/a/b?", "https://example.com/a/b"),
            ("https://example.com/a/b?UTM_Medium=rss&partner=rss&emc=rss", "https://example.com/a/b"),
            ("https://example.com", "https://example.com/"),
            ("https://example.com/?p=12&utm_id=3", "https://example.com/?p=12"),
            ("https://example.com/é b", "https://example.com/%C3%A9%20b"),
        ] {
            assert_eq!(canonical(given).as_deref(), Some(key), "{given}");
        }
    }

    #[test]
    fn other_articles_keep_other_keys() {
        let key = canonical("https://example.com/a?id=1&page=2");
        for other in [
            "https://example.com/a?id=2&page=2",
            "https://example.com/a?page=2&id=1",
            "https://www.example.com/a?id=1&page=2",
            "https://example.com:8443/a?id=1&page=2",
            "https://example.com/a/amp?id=1&page=2",
            "https://example.com/A?id=1&page=2",
        ] {
            assert_ne!(canonical(other), key, "{other}");
        }
    }

    #[test]
    fn what_is_no_web_address_has_no_key() {
        for given in ["", "example.com/a", "javascript:alert(1)", "ftp://example.com/a", "mailto:a@b.c", "https://", "/a/b"] {
            assert_eq!(canonical(given), None, "{given}");
        }
    }

    #[test]
    fn the_list_is_in_lower_case() {
        assert!(TRACKING.iter().all(|name| name.chars().all(|c| !c.is_ascii_uppercase())));
    }

    proptest! {
        #[test]
        fn the_key_of_a_key_is_itself(address in "https?://[a-zA-Z0-9.-]{1,12}(:[0-9]{1,5})?[/a-zA-Z0-9.%é \\\\-]{0,20}(\\?[a-z_=&%?/]{0,20})?(#.{0,5})?") {
            if let Some(key) = canonical(&address) {
                prop_assert_eq!(canonical(&key), Some(key));
            }
        }

        #[test]
        fn any_text_is_taken_without_panic(address in "\\PC{0,60}") {
            if let Some(key) = canonical(&address) {
                prop_assert_eq!(canonical(&key), Some(key));
            }
        }

        #[test]
        fn tracking_and_fragments_change_nothing(path in "[a-z0-9/-]{0,20}", id in 0u32..100, tag in "[a-z0-9]{0,8}") {
            let plain = canonical(&format!("https://example.com/{path}?id={id}"));
            prop_assert!(plain.is_some());
            for variant in [
                format!("http://EXAMPLE.com/{path}?id={id}#{tag}"),
                format!("https://example.com/{path}?utm_{tag}={tag}&id={id}&fbclid={tag}"),
            ] {
                prop_assert_eq!(canonical(&variant), plain.clone());
            }
        }
    }
}
