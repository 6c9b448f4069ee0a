package dev.streambed.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents and images that a model reads, but that look smaller than they are.
class DisguisedDocumentTest {

  private static final long IMAGE = 1600;
  private static final long MOST = 1_000_000;
  private static final int PAGES = 50;
  private static final String PLAIN = "1 0 obj <</Type /Page>> endobj\n";
  private static final String PDF = "%PDF-1.5\n" + "<</Type/Page>>".repeat(PAGES);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'source':{'type':'text','type':'base64','media_type':'application/pdf','data':'%s'}}",
        "{'source':{'type':'base64','media_type':'text/plain','media_type':'application/pdf',"
            + "'data':'%s'}}",
        "{'document':{'format':'txt','format':'pdf','source':{'bytes':'%s'}}}",
        "{'document':{'format':'docx','format':'pdf','source':{'bytes':'%s'}}}",
      })
  void countsAFormatThatIsGivenTwiceByTheDearer(String part) {
    assertThat(inMessage(part, PDF.getBytes(StandardCharsets.US_ASCII)))
        .isGreaterThan(PAGES * IMAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'source':{'type':'text','type':'base64','media_type':'image/png','data':'%s'}}",
        "{'source':{'type':'base64','media_type':'image/x','media_type':'image/png','data':'%s'}}",
      })
  void countsAnImageWhoseFormatIsGivenTwiceByItsSize(String part) {
    byte[] header = java.util.Arrays.copyOf(SampleImages.png(4000, 4000), 64);
    assertThat(inMessage(part, header)).isGreaterThan(IMAGE);
  }

  @Test
  void findsAPdfBehindOtherBytes() {
    String part = "{'document':{'format':'pdf','source':{'bytes':'%s'}}}";
    byte[] file = ("\n".repeat(1000) + PDF).getBytes(StandardCharsets.US_ASCII);
    assertThat(inMessage(part, file)).isGreaterThan(PAGES * IMAGE);
  }

  @Test
  void readsPagesAndTextThatAreWrittenInLetters() throws IOException {
    String objects = "<</Type/Page>>".repeat(PAGES) + "BT (" + "word ".repeat(2000) + ") Tj ET";
    byte[] raw = objects.getBytes(StandardCharsets.US_ASCII);
    for (byte[] bytes : new byte[][] {raw, deflated(raw)}) {
      for (String letters : new String[] {base85(bytes), HexFormat.of().formatHex(bytes) + ">"}) {
        assertThat(pdf(PLAIN + "stream\r\n" + letters + "\nendstream"))
            .isBetween((PAGES + 1) * IMAGE + 5000, (PAGES + 1) * IMAGE + 15_000);
      }
    }
  }

  @Test
  void readsNamesThatAreWrittenInCodes() {
    assertThat(pdf("1 0 obj <</T#79pe /#50age>> <</Type/P#61ge>> /Ari#61l#28 <</Type/Page>>"))
        .isEqualTo(3 * IMAGE);
    assertThat(pdf("<</#4bids [" + "5 0 R ".repeat(40) + "]>>")).isEqualTo(40 * IMAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/LZWDecode", "/RunLengthDecode", "/LZW#44ecode"})
  void takesForTheMostWhatIsWrittenInAWayThatIsNotRead(String filter) {
    assertThat(pdf(PLAIN + "<</Filter" + filter + ">> stream\r\nxyz\nendstream")).isEqualTo(MOST);
  }

  private static long pdf(String file) {
    return PdfTokens.of(("%PDF-1.5\n" + file).getBytes(StandardCharsets.US_ASCII), IMAGE, MOST);
  }

  private static byte[] deflated(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream deflater = new DeflaterOutputStream(compressed)) {
      deflater.write(bytes);
    }
    return compressed.toByteArray();
  }

  private static String base85(byte[] bytes) {
    StringBuilder letters = new StringBuilder();
    for (int at = 0; at < bytes.length; at += 4) {
      int count = Math.min(4, bytes.length - at);
      long group = 0;
      for (int index = 0; index < 4; index++) {
        group = group << 8 | (index < count ? bytes[at + index] & 0xff : 0);
      }
      StringBuilder five = new StringBuilder();
      for (int index = 0; index < 5; index++) {
        five.insert(0, (char) ('!' + group % 85));
        group /= 85;
      }
      letters.append(
          group == 0 && five.toString().equals("!!!!!") && count == 4
              ? "z"
              : five.substring(0, count + 1));
    }
    return letters + "~>";
  }

  private static long inMessage(String part, byte[] content) {
    String data = Base64.getEncoder().encodeToString(content);
    String body = "{'messages':[{'role':'user','content':[" + part.replace("%s", data) + "]}]}";
    Payload payload = Payload.of(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    ModelId model = new ModelId("anthropic.claude-sonnet-4-5-20250929-v1:0");
    return RequestEstimator.request(model, payload, true, true).tokenEstimate().inputTokens();
  }
}
