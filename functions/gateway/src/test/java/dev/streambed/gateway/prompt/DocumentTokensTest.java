package dev.streambed.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/// What documents are counted for.
class DocumentTokensTest {

  private static final long IMAGE = 1600;
  private static final long MOST = 1_000_000;
  private static final String TEXT = "BT /F1 12 Tf (" + "word and word ".repeat(100) + ") Tj ET\n";

  @Test
  void countsAPdfByItsPagesAndTheTextOnThem() throws IOException {
    String page = "1 0 obj <</Type /Page /Contents 2 0 R>> endobj\n";
    byte[] one = pdf(page, TEXT);
    byte[] three = pdf(page + page + page.replace("/Type /Page", "/Type/Page"), TEXT, TEXT, TEXT);
    assertThat(pdf(one)).isBetween(IMAGE + 400, IMAGE + 1500);
    assertThat(pdf(three)).isBetween(3 * (IMAGE + 400), 3 * (IMAGE + 1500));
  }

  @Test
  void findsPagesThatStandInAStream() throws IOException {
    String hidden = "1 0 2 40 <</Type /Page /Parent 3 0 R>> <</Type /Page /Parent 3 0 R>>";
    assertThat(pdf(pdf("<</Type /ObjStm>>", hidden, TEXT))).isBetween(2 * IMAGE, 2 * IMAGE + 2000);
  }

  @Test
  void countsAPageAsOftenAsItIsListed() throws IOException {
    String pages = "<</Type /Pages /Count 1 /Kids [" + "5 0 R ".repeat(40) + "]>> <</Type /Page>>";
    assertThat(pdf(pdf(pages))).isGreaterThanOrEqualTo(40 * IMAGE);
  }

  @Test
  void doesNotBelieveWhatAPdfSaysOfItself() throws IOException {
    String few = "<</Type /Pages /Count 0>> <</Type /Page>> <</Length 3 /Subtype /Image>>";
    assertThat(pdf(pdf(few, TEXT.repeat(50)))).isGreaterThan(50 * 400);
    byte[] encrypted =
        "%PDF-1.7 nothing that can be read".repeat(1000).getBytes(StandardCharsets.UTF_8);
    assertThat(pdf(encrypted)).isEqualTo(MOST);
  }

  @Test
  void stopsAtABombAndTakesItForTheMost() throws IOException {
    String zeros = "\0".repeat(PdfTokens.MOST_INFLATED);
    byte[] bomb = pdf("<</Type /Page>>", zeros, TEXT);
    assertThat(pdf(bomb)).isEqualTo(MOST);
    byte[] cut = java.util.Arrays.copyOf(bomb, bomb.length / 2);
    assertThat(pdf(cut)).isBetween(IMAGE, MOST);
  }

  @Test
  void countsAnOfficeDocumentByTheTextBetweenItsTags() throws IOException {
    String words = "seven hundred dogs ".repeat(2000);
    byte[] file =
        zip("word/document.xml", "<w:p><w:t>" + words + "</w:t></w:p>", "word/media/a.png", "x");
    assertThat(OfficeDocumentTokens.of(file, IMAGE, MOST))
        .isBetween(
            PublicTokenizers.present(words) + IMAGE, PublicTokenizers.present(words) * 4 + IMAGE);
  }

  @Test
  void takesAnOfficeDocumentThatCannotBeReadForWhatItMayBe() throws IOException {
    byte[] file =
        zip("word/document.xml", "\0".repeat(OfficeDocumentTokens.MOST_INFLATED), "b.xml", "b");
    assertThat(OfficeDocumentTokens.of(file, IMAGE, MOST)).isEqualTo(MOST);
    assertThat(OfficeDocumentTokens.of(new byte[] {'P', 'K', 3, 4, 1}, IMAGE, MOST))
        .isEqualTo(MOST);
    assertThat(OfficeDocumentTokens.of(zip("a.png", "a", "b.png", "b"), IMAGE, MOST))
        .isEqualTo(MOST);
  }

  private static long pdf(byte[] file) {
    return PdfTokens.of(file, IMAGE, MOST);
  }

  private static byte[] pdf(String objects, String... streams) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(("%PDF-1.5\n" + objects + "\n").getBytes(StandardCharsets.ISO_8859_1));
    for (String stream : streams) {
      file.writeBytes(
          "2 0 obj <</Filter /FlateDecode>>\nstream\r\n".getBytes(StandardCharsets.UTF_8));
      try (DeflaterOutputStream deflater = new DeflaterOutputStream(file)) {
        deflater.write(stream.getBytes(StandardCharsets.ISO_8859_1));
        deflater.finish();
      }
      file.writeBytes("\nendstream endobj\n".getBytes(StandardCharsets.UTF_8));
    }
    return file.toByteArray();
  }

  private static byte[] zip(String first, String text, String second, String other)
      throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(first));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry(second));
      zip.write(other.getBytes(StandardCharsets.UTF_8));
    }
    return file.toByteArray();
  }
}
