//! Which addresses may be dialled: those that all the world may dial, and what the operator allows.
//!
//! An address of IPv6 can carry one of IPv4 in several ways, and a network may route it to that one; then the one
//! carried counts. The ranges are those of the special-purpose registries of IANA (RFC 6890 and its updates).

use std::fmt;
use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::str::FromStr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::Host;

use super::FetchError;

/// The ports on which web pages are. Others belong to services that must not be reached through a link.
const PORTS: [u16; 4] = [80, 443, 8080, 8443];

/// A host and a port that may be dialled although the address is not public or the port not one of the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    host: Host,
    port: u16,
}

impl Allowed {
    fn covers(&self, host: &Host, ip: IpAddr, port: u16) -> bool {
        self.port == port
            && match &self.host {
                Host::Domain(_) => self.host == *host,
                Host::Ipv4(own) => ip == *own,
                Host::Ipv6(own) => ip == *own,
            }
    }
}

impl From<SocketAddr> for Allowed {
    fn from(address: SocketAddr) -> Self {
        let host = match address.ip() {
            IpAddr::V4(ip) => Host::Ipv4(ip),
            IpAddr::V6(ip) => Host::Ipv6(ip),
        };
        Allowed { host, port: address.port() }
    }
}

/// Something that should be `host:port` and is not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a host and a port, such as 10.0.0.5:8080, [fd00::5]:80 or news.intern:80")]
pub struct BadAllowed(String);

/// Reads `address:port`, with `[…]` around an address of IPv6, or `name:port`.
impl FromStr for Allowed {
    type Err = BadAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || BadAllowed(text.to_owned());
        let (host, port) = text.trim().rsplit_once(':').ok_or_else(bad)?;
        let host = Host::parse(host).map_err(|_| bad())?;
        let port = port.parse().ok().filter(|port| *port > 0).ok_or_else(bad)?;
        Ok(Allowed { host, port })
    }
}

impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

/// Finds the addresses of a name: the system does, and in tests a list that is always the same.
pub(super) type LookUp = fn(String, u16) -> Found;

/// What a name leads to, once it is known.
pub(super) type Found = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;

/// Asks the system.
pub(super) fn ask_the_system(name: String, port: u16) -> Found {
    Box::pin(async move { Ok(tokio::net::lookup_host((name, port)).await?.collect()) })
}

/// Stands between one hop of a fetch and the network: looks its host up and lets through only what may be dialled.
#[derive(Clone)]
pub(super) struct Doorkeeper {
    host: Host,
    port: u16,
    allow: Vec<Allowed>,
    look_up: LookUp,
}

/// Why nothing was dialled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Undialled {
    /// There are addresses, but none that may be dialled.
    #[error("no address of it may be dialled")]
    Private,
    /// There is no such host.
    #[error("it has no address")]
    Unknown,
}

impl Doorkeeper {
    pub(super) fn new(host: Host<&str>, port: u16, allow: Vec<Allowed>, look_up: LookUp) -> Doorkeeper {
        Doorkeeper { host: host.to_owned(), port, allow, look_up }
    }

    /// # Errors
    /// When no page is read on this port, whatever the address.
    pub(super) fn check_port(&self) -> Result<(), FetchError> {
        let is_allowed = PORTS.contains(&self.port) || self.allow.iter().any(|allowed| allowed.port == self.port);
        if is_allowed { Ok(()) } else { Err(FetchError::Port(self.port)) }
    }

    /// # Errors
    /// When this address must not be dialled.
    pub(super) fn check(&self, ip: IpAddr) -> Result<(), FetchError> {
        if self.permits(ip) { Ok(()) } else { Err(FetchError::Private) }
    }

    fn permits(&self, ip: IpAddr) -> bool {
        (PORTS.contains(&self.port) && is_public(ip))
            || self.allow.iter().any(|allowed| allowed.covers(&self.host, ip, self.port))
    }
}

/// Called by the HTTP client for every name, right before it dials what it is given here.
impl Resolve for Doorkeeper {
    fn resolve(&self, name: Name) -> Resolving {
        let doorkeeper = self.clone();
        Box::pin(async move {
            let found = (doorkeeper.look_up)(name.as_str().to_owned(), doorkeeper.port).await;
            let found = found.map_err(|_| Undialled::Unknown)?;
            if found.is_empty() {
                return Err(Undialled::Unknown.into());
            }
            let permitted: Vec<SocketAddr> = found.into_iter().filter(|address| doorkeeper.permits(address.ip())).collect();
            if permitted.is_empty() {
                return Err(Undialled::Private.into());
            }
            Ok(Box::new(permitted.into_iter()) as Addrs)
        })
    }
}

/// Whether an address belongs to the public internet, and so does the one it carries, if it carries one.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let special = match ip.octets() {
        // This host, private networks (three), carrier-grade translation, loopback, link-local.
        [0 | 10 | 127, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] | [169, 254, ..] => true,
        // Protocol assignments, documentation (three), the 6to4 relay, benchmarks.
        [192, 0, 0 | 2, _] | [198, 51, 100, _] | [203, 0, 113, _] | [192, 88, 99, _] | [198, 18..=19, ..] => true,
        // Multicast, reserved, broadcast.
        [224..=255, ..] => true,
        _ => false,
    };
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let carried = |high: u16, low: u16| is_public_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    let s = ip.segments();
    match s {
        // Mapped: the system dials the address of IPv4.
        [0, 0, 0, 0, 0, 0xffff, high, low] => carried(high, low),
        // NAT64 of everybody (RFC 6052): the way of a network without IPv4 to a public one. That of a network's own
        // (64:ff9b:1::/48, RFC 8215) leads wherever that network says, so it is not in here.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => carried(high, low),
        // Protocol assignments, among them Teredo and benchmarks; documentation (two); 6to4. The tunnels carry addresses of
        // IPv4, and no page of today is behind one.
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] | [0x2002, ..] => false,
        // Within a site, ISATAP carries an address of IPv4 in the lower half.
        [0x2000..=0x3fff, _, _, _, 0 | 0x200, 0x5efe, high, low] => carried(high, low),
        // What has been given to networks so far; all else is local, multicast or reserved.
        [0x2000..=0x3fff, ..] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PRIVATE: &[&str] = &[
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
    ];

    const PUBLIC: &[&str] = &[
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
    ];

    #[test]
    fn only_the_public_ranges_are_public() {
        for ip in PRIVATE {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in PUBLIC {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in [
            "::",
            "::1",
            "::7f00:1",
            "::808:808",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "ff02::1",
            "ff0e::1",
            "100::1",
            "64:ff9b:1::808:808",
            "64:ff9b:1:abcd::1",
            "2001::1",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
            "2001:2::1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:808:808::1",
            "2002:7f00:1::1",
            "3fff::1",
            "5f00::1",
            "4000::1",
        ] {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in ["2606:4700:4700::1111", "2a00:1450::5efe", "2001:4860:4860::8888", "64:ff9b::808:808", "::ffff:8.8.8.8"] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn what_is_allowed_is_read_and_covers_itself_alone() {
        for (text, host, ip, covered) in [
            ("127.0.0.1:8000", "127.0.0.1", "127.0.0.1", true),
            ("127.0.0.1:8000", "anything.example", "127.0.0.1", true),
            ("127.0.0.1:8000", "127.0.0.2", "127.0.0.2", false),
            ("[::1]:8000", "[::1]", "::1", true),
            ("News.Intern:8000", "news.intern", "10.0.0.5", true),
            ("news.intern:8000", "other.intern", "10.0.0.5", false),
            ("127.0.0.1:8001", "127.0.0.1", "127.0.0.1", false),
        ] {
            let allowed: Allowed = text.parse().unwrap();
            let host = Host::parse(host).unwrap();
            assert_eq!(allowed.covers(&host, ip.parse().unwrap(), 8000), covered, "{text} {host}");
        }
        for bad in ["", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "a b:80", "host:99999", ":80"] {
            assert!(bad.parse::<Allowed>().is_err(), "{bad}");
        }
        assert_eq!("[fd00::5]:80".parse::<Allowed>().unwrap().to_string(), "[fd00::5]:80");
    }

    /// All ways in which an address of IPv6 is known to carry one of IPv4.
    fn carriers(ip: Ipv4Addr) -> [Ipv6Addr; 9] {
        let (all, [high, low]) = (u32::from(ip), {
            let bits = u32::from(ip);
            [(bits >> 16) as u16, bits as u16]
        });
        let flipped = !all;
        [
            ip.to_ipv6_mapped(),
            Ipv6Addr::new(0, 0, 0, 0, 0, 0, high, low),
            Ipv6Addr::new(0x2002, high, low, 0, 0, 0, 0, 1),
            Ipv6Addr::new(0x2001, 0, high, low, 0, 0, 0x1234, 0x5678),
            Ipv6Addr::new(0x2001, 0, 0x4136, 0xe378, 0x8000, 0x63bf, (flipped >> 16) as u16, flipped as u16),
            Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low),
            Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, high, low),
            Ipv6Addr::new(0x64, 0xff9b, 1, high, low >> 8, low << 8, 0, 0),
            Ipv6Addr::new(0x2a00, 1, 2, 3, 0x200, 0x5efe, high, low),
        ]
    }

    fn any_private() -> impl Strategy<Value = Ipv4Addr> {
        prop_oneof![
            any::<[u8; 3]>().prop_map(|[b, c, d]| Ipv4Addr::new(10, b, c, d)),
            any::<[u8; 3]>().prop_map(|[b, c, d]| Ipv4Addr::new(127, b, c, d)),
            any::<[u8; 3]>().prop_map(|[b, c, d]| Ipv4Addr::new(0, b, c, d)),
            any::<[u8; 2]>().prop_map(|[c, d]| Ipv4Addr::new(192, 168, c, d)),
            any::<[u8; 2]>().prop_map(|[c, d]| Ipv4Addr::new(169, 254, c, d)),
            (16u8..32, any::<[u8; 2]>()).prop_map(|(b, [c, d])| Ipv4Addr::new(172, b, c, d)),
            (64u8..128, any::<[u8; 2]>()).prop_map(|(b, [c, d])| Ipv4Addr::new(100, b, c, d)),
            (224u8..=255, any::<[u8; 3]>()).prop_map(|(a, [b, c, d])| Ipv4Addr::new(a, b, c, d)),
        ]
    }

    proptest! {
        #[test]
        fn no_private_address_is_public_whatever_carries_it(ip in any_private()) {
            prop_assert!(!is_public(ip.into()));
            for carrier in carriers(ip) {
                prop_assert!(!is_public(carrier.into()), "{}", carrier);
            }
        }

        #[test]
        fn mapped_is_as_public_as_what_is_mapped(bits in any::<u32>()) {
            let ip = Ipv4Addr::from(bits);
            prop_assert_eq!(is_public(ip.into()), is_public(ip.to_ipv6_mapped().into()));
        }
    }
}
