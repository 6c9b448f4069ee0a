package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The display name of a model, derived from its id, so that new models need no new release of the
/// gateway.
///
/// | id | provider | name |
/// |---|---|---|
/// | `global.anthropic.claude-haiku-4-5-20251001-v1:0` | Anthropic | Claude Haiku 4.5 (global) |
/// | `anthropic.claude-3-5-sonnet-20241022-v2:0` | Anthropic | Claude 3.5 Sonnet v2 |
/// | `us.meta.llama3-1-8b-instruct-v1:0` | Meta | Llama 3.1 8B Instruct (US) |
/// | `arn:…:provisioned-model/abc123` | | Provisioned Model abc123 |
///
/// @param provider empty when the id does not show it
public record ModelDisplayName(String provider, String name) {

  private static final Pattern ARN = Pattern.compile("arn:[^:]*:bedrock:[^:]*:[^:]*:([^/]+)/(.+)");
  private static final Pattern ID =
      Pattern.compile("(?:(global|apac|us-gov|[a-z]{2})\\.)?([a-z0-9]+)\\.(.+)");

  /// The date of a snapshot, then the version: `-20251001-v1:0`, `-2402-v1:0`, `-1:0`.
  private static final Pattern VERSION =
      Pattern.compile("(?:-(?:20\\d{6}|2\\d{3}))?(?:-v(\\d+)(?::(\\d+))?|-\\d+:\\d+)?(?::\\w+)?$");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
  private static final Pattern SIZE = Pattern.compile("(?:a|\\d+x)?\\d+(?:\\.\\d+)?[bkm]");
  private static final Pattern BARE_VERSION = Pattern.compile("[RV]\\d.*");

  private static final Map<String, String> PROVIDERS =
      Map.ofEntries(
          Map.entry("ai21", "AI21 Labs"),
          Map.entry("deepseek", "DeepSeek"),
          Map.entry("minimax", "MiniMax"),
          Map.entry("mistral", "Mistral AI"),
          Map.entry("moonshot", "Moonshot AI"),
          Map.entry("moonshotai", "Moonshot AI"),
          Map.entry("nvidia", "NVIDIA"),
          Map.entry("openai", "OpenAI"),
          Map.entry("stability", "Stability AI"),
          Map.entry("twelvelabs", "TwelveLabs"),
          Map.entry("zai", "Z.ai"));

  private static final Map<String, String> WORDS =
      Map.of("gpt", "GPT", "oss", "OSS", "glm", "GLM", "vl", "VL");

  /// The display name of a model id or an ARN.
  public static ModelDisplayName of(ModelId model) {
    Matcher arn = ARN.matcher(model.value());
    if (!arn.matches()) {
      return ofId(model.value());
    }
    return switch (arn.group(1)) {
      case "foundation-model", "inference-profile" -> ofId(arn.group(2));
      default -> new ModelDisplayName("", words(arn.group(1)) + " " + arn.group(2));
    };
  }

  private static ModelDisplayName ofId(String id) {
    Matcher parts = ID.matcher(id);
    if (!parts.matches()) {
      return new ModelDisplayName("", id);
    }
    String provider = PROVIDERS.getOrDefault(parts.group(2), capitalized(parts.group(2)));
    String name = name(parts.group(3));
    String whole = BARE_VERSION.matcher(name).matches() ? provider + " " + name : name;
    return new ModelDisplayName(provider, whole + region(parts.group(1)));
  }

  private static String name(String model) {
    Matcher version = VERSION.matcher(model);
    String words = version.find() ? words(model.substring(0, version.start())) : words(model);
    return words.isEmpty() ? model : words + suffix(version);
  }

  // Version 1 is not part of a model's usual name.
  private static String suffix(Matcher version) {
    String major = version.group(1);
    String minor = version.group(2) == null ? "0" : version.group(2);
    if (major == null || (major.equals("1") && minor.equals("0"))) {
      return "";
    }
    return " v" + major + (minor.equals("0") ? "" : "." + minor);
  }

  private static String region(@Nullable String prefix) {
    if (prefix == null) {
      return "";
    }
    return " (" + (prefix.equals("global") ? prefix : prefix.toUpperCase(Locale.ROOT)) + ")";
  }

  // `claude-haiku-4-5` has a version of two numbers, and so has `llama3-1`.
  private static String words(String hyphenated) {
    List<String> words = new ArrayList<>();
    for (String word : hyphenated.replaceFirst("^llama(?=\\d)", "llama-").split("-", -1)) {
      boolean continuesNumber =
          !words.isEmpty()
              && NUMBER.matcher(word).matches()
              && NUMBER.matcher(words.getLast()).matches();
      if (continuesNumber) {
        words.set(words.size() - 1, words.getLast() + "." + word);
      } else if (!word.isEmpty()) {
        words.add(written(word));
      }
    }
    return String.join(" ", words);
  }

  private static String written(String word) {
    return SIZE.matcher(word).matches()
        ? word.toUpperCase(Locale.ROOT).replace('X', 'x')
        : WORDS.getOrDefault(word, capitalized(word));
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
