package dev.streambed.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HttpConnectionsTest {

  private static final AwsCredentials CREDENTIALS = new AwsCredentials("AKIDEXAMPLE", "secret", "");

  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final HttpConnections connections = new HttpConnections();
  private HttpServer server;
  private AwsServiceClient client;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          paths.add(exchange.getRequestURI().getPath());
          if (exchange.getRequestURI().getPath().equals("/slow")) {
            return;
          }
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
    server.start();
    client =
        new AwsServiceClient(
            connections,
            new RequestSigner(() -> CREDENTIALS, "us-east-1", "dynamodb"),
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    connections.close();
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "169.254.170.2, true",
    "localhost, true",
    "[::1], true",
    "127.example.com, false",
    "169.254.example.com, false",
    "dynamodb.us-east-1.amazonaws.com, false"
  })
  void leaveTheProxyOutOnThisMachineOnly(String host, boolean isLocal) {
    assertThat(HttpConnections.isLocal(host)).isEqualTo(isLocal);
  }

  @Test
  void areUsedAgain() {
    for (int request = 0; request < 3; request++) {
      assertThat(send().body()).asString().isEqualTo("ok");
    }
    assertThat(ports).hasSize(3).containsOnly(ports.getFirst());
  }

  @Test
  void areOpenedAnewAfterASnapshot() {
    send();
    connections.forget();
    send();
    assertThat(ports).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void areNoneWhenTheyAreClosed() {
    send();
    connections.close();
    assertThatExceptionOfType(NoResponseException.class)
        .isThrownBy(this::send)
        .matches(e -> e.reason() == NoResponseException.Reason.NOT_CONNECTED);
    assertThat(ports).hasSize(1);
  }

  @Test
  void sayWhyThereIsNone() throws Exception {
    server.stop(0);
    assertThatExceptionOfType(NoResponseException.class)
        .isThrownBy(this::send)
        .satisfies(e -> assertThat(e.errorName()).isEqualTo("AWS_IO_SOCKET_CONNECTION_REFUSED"));
  }

  @Test
  void keepThePathOfTheEndpoint() throws Exception {
    AwsServiceClient based =
        new AwsServiceClient(
            connections,
            client.signer(),
            URI.create(client.endpoint() + "/base"),
            Duration.ofSeconds(5));
    var _ = based.send(new AwsRequest("/model", Map.of(), new byte[0]));
    assertThat(paths).containsExactly("/base/model");
  }

  @Test
  void tellAnAbortFromABrokenConnection() throws Exception {
    for (int number = 0; number < 100; number++) {
      CompletableFuture<NoResponseException> end = new CompletableFuture<>();
      HttpCall call = client.start(new AwsRequest("/slow", Map.of(), new byte[0]), new End(end));
      Thread.sleep(number % 5);
      call.abort();
      assertThat(end.get(20, TimeUnit.SECONDS).reason())
          .isEqualTo(NoResponseException.Reason.ABORTED);
    }
  }

  @Test
  void canBeClosedWhileRequestsAreSent() throws Exception {
    for (int round = 0; round < 50; round++) {
      HttpConnections closing = new HttpConnections();
      AwsServiceClient calling =
          new AwsServiceClient(closing, client.signer(), client.endpoint(), Duration.ofSeconds(5));
      Thread caller =
          Thread.ofPlatform()
              .start(() -> {
                for (int number = 0; number < 20; number++) {
                  calling.start(
                      new AwsRequest("/", Map.of(), new byte[0]),
                      new End(new CompletableFuture<>()));
                }
              });
      closing.close();
      caller.join();
    }
    assertThat(send().body()).asString().isEqualTo("ok");
  }

  @Test
  void areEncryptedForHttps(@TempDir Path folder) throws Exception {
    keytool(folder, "-genkeypair", "-keyalg", "EC", "-dname", "CN=x", "-ext", "san=dns:localhost");
    keytool(folder, "-exportcert", "-rfc", "-file", folder.resolve("ca.pem").toString());
    HttpsServer https = https(folder);
    try (HttpConnections trusting =
        new HttpConnections(Files.readString(folder.resolve("ca.pem")))) {
      URI endpoint = URI.create("https://localhost:" + https.getAddress().getPort());
      AwsServiceClient secure =
          new AwsServiceClient(trusting, client.signer(), endpoint, Duration.ofSeconds(5));
      assertThat(secure.send(new AwsRequest("/", Map.of(), new byte[0])).body())
          .asString()
          .isEqualTo("TLSv1.3");
    } finally {
      https.stop(0);
    }
  }

  private static void keytool(Path folder, String... what) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(what));
    command.addAll(
        List.of("-keystore", folder.resolve("keys").toString(), "-storepass", "changeit"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static HttpsServer https(Path folder) throws Exception {
    char[] password = "changeit".toCharArray();
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(KeyStore.getInstance(folder.resolve("keys").toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer made = HttpsServer.create(new InetSocketAddress("localhost", 0), 0);
    made.setHttpsConfigurator(new HttpsConfigurator(context));
    made.createContext(
        "/",
        exchange -> {
          byte[] protocol =
              ((HttpsExchange) exchange)
                  .getSSLSession()
                  .getProtocol()
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, protocol.length);
          exchange.getResponseBody().write(protocol);
          exchange.close();
        });
    made.start();
    return made;
  }

  private record End(CompletableFuture<NoResponseException> end) implements ResponseHandler {

    @Override
    public void onHead(ResponseHead head) {}

    @Override
    public int onBody(byte[] bytes) {
      return bytes.length;
    }

    @Override
    public void onEnd(@Nullable NoResponseException failure) {
      end.complete(failure);
    }
  }

  private AwsResponse send() {
    return client.send(new AwsRequest("/", Map.of(), new byte[] {'{', '}'}));
  }
}
