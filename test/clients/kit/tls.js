import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { createServer } from 'node:tls';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PASSWORD = 'changeit';

/**
 * TLS in front of the gateway, as AWS has it: botocore gives a bearer token to `https` only.
 *
 * @param {string} keytool
 * @param {string} folder where the certificate is kept while it is used
 * @param {{ functionUrl: string, restUrl: string }} stack
 * @returns {Promise<{ caBundle: string, functionUrl: string, restUrl: string, close: () => void }>} `caBundle` is the
 *   file of the certificate that clients must trust
 */
export async function terminateTls(keytool, folder, { functionUrl, restUrl }) {
  const { caBundle, pfx } = await newCertificate(keytool, folder);
  const servers = [];
  const secure = async url => {
    const target = new URL(url);
    const server = createServer({ pfx, passphrase: PASSWORD }, socket => forward(socket, Number(target.port)));
    servers.push(server);
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    return `https://127.0.0.1:${server.address().port}${target.pathname}`;
  };
  return {
    caBundle,
    functionUrl: await secure(functionUrl),
    restUrl: await secure(restUrl),
    close: () => servers.forEach(server => server.close()),
  };
}

/** @param {import('node:tls').TLSSocket} socket @param {number} port */
function forward(socket, port) {
  const upstream = connect(port, '127.0.0.1');
  socket.pipe(upstream).pipe(socket);
  socket.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
  upstream.on('error', () => socket.destroy()).on('close', () => socket.destroy());
}

/** The JDK's, because Node makes no certificates. @returns {string | undefined} */
export function findKeytool() {
  const folders = process.env.JAVA_HOME ? [join(process.env.JAVA_HOME, 'bin')] : process.env.PATH.split(delimiter);
  return folders.map(folder => join(folder, 'keytool')).find(existsSync);
}

async function newCertificate(keytool, folder) {
  const store = ['-keystore', join(folder, 'tls.p12'), '-storetype', 'PKCS12', '-storepass', PASSWORD, '-alias', 'tls'];
  const caBundle = join(folder, 'tls.pem');
  const options = ['-keyalg', 'EC', '-dname', 'CN=localhost', '-ext', 'san=ip:127.0.0.1,dns:localhost'];
  // Clients take it for an authority: it signs itself.
  await run(keytool, ['-genkeypair', ...store, ...options, '-ext', 'bc:critical=ca:true', '-validity', '2']);
  await run(keytool, ['-exportcert', '-rfc', ...store, '-file', caBundle]);
  return { caBundle, pfx: readFileSync(join(folder, 'tls.p12')) };
}
