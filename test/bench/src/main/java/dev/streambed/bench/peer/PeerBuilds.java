package dev.streambed.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The peers that could be built on this machine, and why the others could not.
///
/// @param functions those that could
/// @param absent the reasons, by the names of the others
public record PeerBuilds(List<FunctionPackage> functions, Map<String, String> absent) {

  public PeerBuilds {
    functions = List.copyOf(functions);
    absent = Map.copyOf(absent);
  }

  /// Builds all peers; what was built before and has not changed takes a moment.
  ///
  /// @param sources `test/bench/peers`
  /// @param state keeps what is built
  public static PeerBuilds of(Path sources, Path state) throws IOException, InterruptedException {
    NodePeer node = new NodePeer(sources.resolve("node"), state.toAbsolutePath());
    RustPeer rust = new RustPeer(sources.resolve("rust"), state.toAbsolutePath());
    return of(List.of(node::build, rust::build));
  }

  static PeerBuilds of(List<Build> builds) throws IOException, InterruptedException {
    List<FunctionPackage> functions = new ArrayList<>();
    Map<String, String> absent = new LinkedHashMap<>();
    for (Build build : builds) {
      try {
        functions.addAll(build.run());
      } catch (NotBuiltException missing) {
        absent.put(missing.peer(), String.valueOf(missing.getMessage()));
      }
    }
    return new PeerBuilds(functions, absent);
  }

  private static void requireSources(String peer, Path sources) throws NotBuiltException {
    if (!Files.isDirectory(sources)) {
      throw new NotBuiltException(peer, "there is no " + sources);
    }
  }

  /// Builds a peer.
  @FunctionalInterface
  interface Build {

    /// One package, or several packagings of the same peer.
    List<FunctionPackage> run() throws IOException, InterruptedException;
  }

  /// The peer in Node: with its modules as npm installs them, and as one file.
  private record NodePeer(Path sources, Path state) {

    private static final String NAME = "Node";
    private static final String HANDLER = "index.handler";
    private static final List<String> FILES =
        List.of("package.json", "package-lock.json", "index.mjs", FunctionPackage.BOOTSTRAP);

    List<FunctionPackage> build() throws IOException, InterruptedException {
      requireSources(NAME, sources);
      Path folder = state.resolve("node");
      Tool tool = new Tool(NAME, Files.createDirectories(folder), state.resolve("node.log"));
      String node = tool.ask("node", "-p", "process.execPath");
      String version = tool.ask("node", "-p", "process.versions.node.split('.')[0]");
      if (!isInstalled(folder)) {
        Copies.all(sources, folder, FILES);
        tool.run("npm", "ci", "--no-fund", "--no-audit");
      }
      Copies.all(sources, folder, FILES);
      Copies.link(folder.resolve("node"), Path.of(node));
      Path bundled = bundle(folder, tool);
      return List.of(
          function(NAME + " " + version, folder),
          function(NAME + " " + version + " bundled", bundled));
    }

    private boolean isInstalled(Path folder) throws IOException {
      return Files.exists(folder.resolve("node_modules/.package-lock.json"))
          && Copies.isSame(sources, folder, "package-lock.json");
    }

    // AWS's runtime client is no part of a bundle: Lambda brings it.
    private Path bundle(Path folder, Tool tool) throws IOException, InterruptedException {
      Path bundled = state.resolve("node-bundled");
      Files.createDirectories(bundled.resolve("node_modules"));
      tool.run(
          "npm", "run", "--silent", "bundle", "--", "--outfile=" + bundled.resolve("index.js"));
      Copies.all(sources, bundled, List.of(FunctionPackage.BOOTSTRAP));
      Copies.link(bundled.resolve("node"), folder.resolve("node"));
      String client = "node_modules/aws-lambda-ric";
      Copies.link(bundled.resolve(client), folder.resolve(client));
      return bundled;
    }

    private static FunctionPackage function(String name, Path folder) {
      return new FunctionPackage(name, folder, FunctionPackage.OWN_RUNTIME, HANDLER);
    }
  }

  /// The peer in Rust.
  private record RustPeer(Path sources, Path state) {

    private static final String NAME = "Rust";

    List<FunctionPackage> build() throws IOException, InterruptedException {
      requireSources(NAME, sources);
      Path target = state.resolve("rust");
      Tool tool = new Tool(NAME, sources, state.resolve("rust.log"));
      tool.run("cargo", "build", "--release", "--locked", "--target-dir", target.toString());
      Path folder = Files.createDirectories(target.resolve("package"));
      Copies.all(target.resolve("release"), folder, List.of(FunctionPackage.BOOTSTRAP));
      return List.of(new FunctionPackage(NAME, folder, FunctionPackage.OWN_RUNTIME, "none"));
    }
  }
}
