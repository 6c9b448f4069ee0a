package dev.streambed.cli.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The key of a customer. Whatever is in the table can be asked for; what is made here keeps to
/// [#FORMAT], because keys of usage records, log lines and URLs are made of it.
public record CustomerId(String value) {

  /// What a new id looks like, as a sentence goes on with it.
  public static final String FORMAT =
      "1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or a digit";

  private static final Pattern NEW = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final int LONGEST_FROM_NAME = 40;

  /// Whether a customer may be made with it.
  public boolean isValidForNew() {
    return NEW.matcher(value).matches();
  }

  /// The id that a name suggests: `acme-ltd` for `Acme, Ltd.`
  ///
  /// @return nothing when the name has no letter or digit of ASCII
  public static Optional<CustomerId> fromName(String name) {
    String plain = ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
    String words = plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = words.substring(0, Math.min(words.length(), LONGEST_FROM_NAME));
    String id = cut.replaceAll("^-+|-+$", "");
    return id.isEmpty() ? Optional.empty() : Optional.of(new CustomerId(id));
  }
}
