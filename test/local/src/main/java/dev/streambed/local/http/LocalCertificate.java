package dev.streambed.local.http;

import dev.streambed.local.domain.LocalStackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// A certificate of this machine's own, for `127.0.0.1` and `localhost`. It signs itself, so that
/// clients can be told to trust it.
///
/// @param caBundle the certificate in PEM, for clients
/// @param keyStore the certificate and its key, in PKCS #12
public record LocalCertificate(Path caBundle, Path keyStore) {

  // The store is deleted with the stack; PKCS #12 has to have a password.
  private static final String PASSWORD = "changeit";
  private static final String DAYS = "30";

  /// Makes one with the JDK's `keytool`.
  ///
  /// @param folder an existing folder that only its owner can read
  public static LocalCertificate create(Path folder) {
    LocalCertificate certificate =
        new LocalCertificate(folder.resolve("certificate.pem"), folder.resolve("certificate.p12"));
    certificate.keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-validity",
        DAYS,
        "-dname",
        "CN=localhost",
        "-ext",
        "san=ip:127.0.0.1,dns:localhost",
        "-ext",
        "bc:critical=ca:true");
    certificate.keytool("-exportcert", "-rfc", "-file", certificate.caBundle.toString());
    return certificate;
  }

  SslContextFactory.Server sslContext() {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStorePath(keyStore.toString());
    context.setKeyStorePassword(PASSWORD);
    // Callers use the address, which is no name for SNI.
    context.setSniRequired(false);
    return context;
  }

  private void keytool(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-alias",
            "localhost",
            "-keystore",
            keyStore.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw failed(new IOException(said.strip()));
      }
    } catch (IOException broken) {
      throw failed(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw failed(stopped);
    }
  }

  private static LocalStackException failed(Exception cause) {
    return new LocalStackException(
        LocalStackException.Code.MACHINE,
        "the JDK's keytool cannot make a certificate: " + cause.getMessage(),
        cause);
  }
}
