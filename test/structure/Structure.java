import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Prints how large the Java modules are and how their packages depend on each other, by the JDK's
/// `jdeps`. Run it by `./streambed structure`, which builds first; `--packages` also lists every
/// package with its floor and what it uses.
///
/// An arrow is a pair of packages of one module, one of which uses the other. A package stands one
/// floor above the highest package that it uses. Packages in a cycle stand on one floor.
void main(String[] arguments) throws IOException {
  boolean packages = List.of(arguments).contains("--packages");
  IO.println(
      "| module | main files | types | lines | test files | lines | packages | arrows | floors |"
          + " in cycles |");
  IO.println("|---|---|---|---|---|---|---|---|---|---|");
  StringBuilder details = new StringBuilder();
  for (String module : MODULES) {
    Path root = Path.of(module);
    Map<String, Set<String>> uses = uses(root.resolve("target/classes"));
    Map<String, Integer> floors = floors(uses);
    long arrows = uses.values().stream().mapToLong(Set::size).sum();
    int highest = floors.values().stream().max(Integer::compare).orElse(0);
    long circular = uses.keySet().stream().filter(name -> reaches(uses, name, name)).count();
    IO.println(
        "| `%s` | %d | %d | %d | %d | %d | %d | %d | %d | %d |"
            .formatted(
                module,
                sources(root.resolve("src/main/java")).size(),
                types(root.resolve("target/classes")),
                lines(root.resolve("src/main/java")),
                sources(root.resolve("src/test/java")).size(),
                lines(root.resolve("src/test/java")),
                uses.size(),
                arrows,
                highest,
                circular));
    details.append("\n").append(module).append("\n");
    floors.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(entry ->
            details.append(
                "  %2d  %s -> %s%n"
                    .formatted(
                        entry.getValue(),
                        entry.getKey(),
                        String.join(" ", uses.get(entry.getKey())))));
  }
  if (packages) {
    IO.println(details);
  }
}

static final List<String> MODULES =
    List.of(
        "functions/runtime",
        "functions/gateway",
        "functions/own-runtime",
        "cli",
        "infra",
        "test/local",
        "test/bedrock",
        "test/runtime-api",
        "test/e2e",
        "test/bench");

/// Each package of a folder of classes, with the others of it that it uses.
Map<String, Set<String>> uses(Path classes) throws IOException {
  Map<String, Set<String>> uses = new TreeMap<>();
  for (Path file : walk(classes, ".class")) {
    Path folder = classes.relativize(file).getParent();
    if (folder != null) {
      uses.putIfAbsent(folder.toString().replace('/', '.'), new TreeSet<>());
    }
  }
  if (uses.isEmpty()) {
    return uses;
  }
  StringWriter output = new StringWriter();
  ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
  jdeps.run(
      new PrintWriter(output),
      new PrintWriter(System.err),
      "-verbose:package",
      "-filter:none",
      "--ignore-missing-deps",
      "--multi-release",
      "base",
      classes.toString());
  String from = "";
  for (String line : output.toString().lines().toList()) {
    String[] words = line.strip().split("\\s+");
    boolean isArrow = words[0].equals("->");
    if (!isArrow) {
      from = words[0];
    }
    String to = isArrow ? words[1] : words.length > 2 && words[1].equals("->") ? words[2] : "";
    if (uses.containsKey(from) && uses.containsKey(to) && !from.equals(to)) {
      uses.get(from).add(to);
    }
  }
  return uses;
}

Map<String, Integer> floors(Map<String, Set<String>> uses) {
  Map<String, Integer> floors = new TreeMap<>();
  uses.keySet().forEach(name -> floors.put(name, 1));
  for (int round = 0; round < uses.size(); round++) {
    uses.forEach(
        (from, all) ->
            all.stream()
                .filter(to -> !reaches(uses, to, from))
                .forEach(to -> floors.merge(from, floors.get(to) + 1, Math::max)));
  }
  return floors;
}

/// Whether one package uses another, directly or by way of others.
boolean reaches(Map<String, Set<String>> uses, String from, String to) {
  Set<String> seen = new TreeSet<>();
  List<String> next = new ArrayList<>(uses.get(from));
  while (!next.isEmpty()) {
    String name = next.removeLast();
    if (name.equals(to)) {
      return true;
    }
    if (seen.add(name)) {
      next.addAll(uses.get(name));
    }
  }
  return false;
}

long types(Path classes) throws IOException {
  return walk(classes, ".class").stream()
      .map(file -> file.getFileName().toString())
      .filter(name -> !name.equals("package-info.class") && !name.matches(".*\\$\\d+.*"))
      .count();
}

List<Path> sources(Path folder) throws IOException {
  return walk(folder, ".java").stream().filter(file -> !file.endsWith("package-info.java")).toList();
}

long lines(Path folder) throws IOException {
  long lines = 0;
  for (Path file : walk(folder, ".java")) {
    try (Stream<String> all = Files.lines(file)) {
      lines += all.count();
    }
  }
  return lines;
}

List<Path> walk(Path folder, String ending) throws IOException {
  if (!Files.isDirectory(folder)) {
    return List.of();
  }
  try (Stream<Path> files = Files.walk(folder)) {
    return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
  }
}
