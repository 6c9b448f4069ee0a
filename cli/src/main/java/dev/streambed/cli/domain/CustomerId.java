package dev.streambed.cli.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The id of a customer. Any id in the table can be looked up; new ones have the [#FORMAT], because
/// they become parts of the keys of usage records, of log lines and of URLs.
public record CustomerId(String value) {

  /// The valid new ids, for messages.
  public static final String FORMAT =
      "1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or a digit";

  private static final Pattern NEW = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final int LONGEST_FROM_NAME = 40;

  /// Whether a new customer may have it.
  public boolean isValidForNew() {
    return NEW.matcher(value).matches();
  }

  /// An id made from a name: `acme-ltd` for `Acme, Ltd.`
  ///
  /// @return absent if the name has no ASCII letter or digit
  public static Optional<CustomerId> fromName(String name) {
    String plain = ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
    String words = plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = words.substring(0, Math.min(words.length(), LONGEST_FROM_NAME));
    String id = cut.replaceAll("^-+|-+$", "");
    return id.isEmpty() ? Optional.empty() : Optional.of(new CustomerId(id));
  }
}
