//! https in a test: certificates of the moment, and a client that trusts only those it is told to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rustls::crypto::ring::default_provider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

/// Far longer than any of this takes; it only ends a test that would hang.
const PATIENCE: Duration = Duration::from_secs(60);

const REQUEST: &str = "[req]\nprompt = no\ndistinguished_name = name\nx509_extensions = more\n[name]\nCN = test\n\
    [more]\nbasicConstraints = CA:FALSE\nsubjectAltName = IP:127.0.0.1\n";

/// A certificate of its own for 127.0.0.1, and its key.
pub struct Pair {
    pub cert: PathBuf,
    pub key: PathBuf,
}

impl Pair {
    /// Made by OpenSSL, so that what is served is what people bring.
    pub fn new(folder: &Path, name: &str) -> Pair {
        let file = |ending: &str| folder.join(format!("{name}.{ending}"));
        let (cert, key, request) = (file("cert.pem"), file("key.pem"), file("cnf"));
        std::fs::write(&request, REQUEST).unwrap();
        openssl(&[
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -config".as_ref(),
            &request,
            "-keyout".as_ref(),
            &key,
            "-out".as_ref(),
            &cert,
        ]);
        Pair { cert, key }
    }

    /// Puts these where the other's are.
    pub fn take_the_place_of(&self, other: &Pair) {
        std::fs::copy(&self.cert, &other.cert).unwrap();
        std::fs::copy(&self.key, &other.key).unwrap();
    }

    /// A copy that stays when the files change.
    pub fn copy(&self, folder: &Path, name: &str) -> Pair {
        let copy = Pair { cert: folder.join(format!("{name}.cert.pem")), key: folder.join(format!("{name}.key.pem")) };
        self.take_the_place_of(&copy);
        copy
    }

    pub fn der(&self) -> CertificateDer<'static> {
        CertificateDer::from_pem_file(&self.cert).unwrap()
    }
}

/// Runs the program; what has no slash is several words.
pub fn openssl(arguments: &[&Path]) {
    let mut command = Command::new("openssl");
    for argument in arguments {
        match argument.is_absolute() {
            true => command.arg(argument),
            false => command.args(argument.to_str().unwrap().split(' ')),
        };
    }
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// A connection that is kept.
pub struct Secure(BufReader<StreamOwned<ClientConnection, TcpStream>>);

impl Secure {
    /// Says why the server was not trusted. `address`: `https://127.0.0.1:PORT`.
    pub fn open(address: &str, trusted: &[&Pair]) -> Result<Secure, rustls::Error> {
        let mut roots = RootCertStore::empty();
        for pair in trusted {
            roots.add(pair.der()).unwrap();
        }
        let builder = ClientConfig::builder_with_provider(Arc::new(default_provider()));
        let builder = builder.with_safe_default_protocol_versions().unwrap().with_root_certificates(roots);
        let client = ClientConnection::new(Arc::new(builder.with_no_client_auth()), "127.0.0.1".try_into().unwrap());
        let socket = TcpStream::connect(address.strip_prefix("https://").unwrap()).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut stream = StreamOwned::new(client.unwrap(), socket);
        match stream.conn.complete_io(&mut stream.sock) {
            Ok(_) => Ok(Secure(BufReader::new(stream))),
            Err(error) => Err(*error.into_inner().unwrap().downcast().unwrap()),
        }
    }

    /// Which certificate the server showed.
    pub fn served(&self) -> CertificateDer<'static> {
        self.0.get_ref().conn.peer_certificates().unwrap()[0].clone().into_owned()
    }

    /// Sends a request; `rest` is further headers, an empty line and the body. The status and the whole answer.
    pub fn ask(&mut self, line: &str, rest: &str) -> (u16, String) {
        self.send(&format!("{line} HTTP/1.1\r\nHost: 127.0.0.1\r\n{rest}"));
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(self.0.read_line(&mut head).unwrap() > 0, "{head}");
        }
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let mut body = vec![0; length.unwrap().parse().unwrap()];
        self.0.read_exact(&mut body).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head + &String::from_utf8(body).unwrap())
    }

    /// Sends and does not wait.
    pub fn send(&mut self, text: &str) {
        self.0.get_mut().write_all(text.as_bytes()).unwrap();
        self.0.get_mut().flush().unwrap();
    }

    pub fn get(&mut self, path: &str) -> u16 {
        self.ask(&format!("GET {path}"), "\r\n").0
    }
}

/// One request in plain http, and all that comes back until the server closes.
pub fn plainly(address: &str, request: &str) -> String {
    let mut socket = TcpStream::connect(address).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    socket.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    // A server that cannot make anything of it may reset the connection.
    let _ = socket.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}
