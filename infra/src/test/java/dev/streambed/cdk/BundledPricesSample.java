package dev.streambed.cdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A function's zip with a price book in it, and what the construct reads there. */
public record BundledPricesSample(Predicate<String> prices) {

  public static BundledPricesSample of(String book) {
    try {
      var zip = Files.createTempDirectory("zip").resolve("function.zip");
      write(zip, book);
      var read = PricedModels.in(zip);
      // The second time from the copy beside the zip.
      if (!PricedModels.in(zip).equals(read)) {
        throw new AssertionError("the copy is another book");
      }
      return new BundledPricesSample(read::has);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public boolean has(String model) {
    return prices.test(model);
  }

  private static void write(Path file, String book) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("bootstrap"));
      zip.putNextEntry(new ZipEntry("lib/function.jar"));
      var jar = new JarOutputStream(zip);
      jar.putNextEntry(new ZipEntry("a/b.class"));
      jar.putNextEntry(new ZipEntry("dev/streambed/gateway/price/prices.json"));
      jar.write(book.getBytes(StandardCharsets.UTF_8));
      jar.finish();
      zip.closeEntry();
    }
  }
}
