package dev.streambed.ownruntime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The JDK's modules that the function runs with.
final class RequiredModules {

  /// Those that it needs.
  static final Set<String> ALL = Set.of("java.base");

  /// Packages that look for a module and do without: JSON of JWTs as types of databases.
  private static final Set<String> OPTIONAL = Set.of("com.nimbusds.jose.shaded.gson.internal.sql");

  /// A package, what it uses, and where that is.
  private static final Pattern DEPENDENCY =
      Pattern.compile("^ +([\\w.$]+) +-> +[\\w.$]+ +((?:java|jdk)\\.[\\w.]+)", Pattern.MULTILINE);

  private RequiredModules() {}

  /// Refuses a jar that needs another module.
  ///
  /// @throws PackagingException naming the module, and packages that use it
  static void check(Path jar) throws IOException, InterruptedException {
    Map<String, Set<String>> others = usersByModule(jar);
    others.keySet().removeAll(ALL);
    others.values().forEach(packages -> packages.removeAll(OPTIONAL));
    others.values().removeIf(Set::isEmpty);
    if (!others.isEmpty()) {
      throw new PackagingException(
          "the function needs modules that its own JVM would not have, used by these packages: "
              + others
              + "; add them to RequiredModules");
    }
  }

  /// The packages of a jar that use a module of the JDK, by the module.
  private static Map<String, Set<String>> usersByModule(Path jar)
      throws IOException, InterruptedException {
    String output =
        JdkTool.named("jdeps")
            .run(
                List.of(
                    "--multi-release",
                    "base",
                    "--ignore-missing-deps",
                    "-verbose:package",
                    jar.toString()));
    Map<String, Set<String>> users = new TreeMap<>();
    Matcher found = DEPENDENCY.matcher(output);
    while (found.find()) {
      users.computeIfAbsent(found.group(2), _ -> new TreeSet<>()).add(found.group(1));
    }
    if (!users.containsKey("java.base")) {
      throw new PackagingException("jdeps says nothing of " + jar);
    }
    return users;
  }
}
