package dev.streambed.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the first event of a cold start must not pay for; the package's seventh rule.
class ColdStartRulesTest {

  /// Not on that path: it runs on AWS's own runtime.
  private static final String STOCK = "dev/streambed/runtime/BufferedHandler.handleRequest";

  private static final Set<String> HEAVY =
      Set.of(
          "java/util/regex/",
          "java/util/stream/",
          "java/util/Formatter",
          "java/util/ResourceBundle",
          "java/util/concurrent/Executors",
          "java/net/http/",
          "java/text/",
          "java/time/format/",
          "java/lang/reflect/");

  @Test
  void linksNothingThroughInvokedynamicButWhatRecordsHave() throws Exception {
    List<String> found = new ArrayList<>();
    for (ClassModel type : classes()) {
      for (MethodModel method : type.methods()) {
        for (CodeElement element : code(method)) {
          if (element instanceof InvokeDynamicInstruction dynamic
              && !ownerOf(dynamic).equals("java/lang/runtime/ObjectMethods")) {
            found.add(type.thisClass().asInternalName() + "." + method.methodName());
          }
        }
      }
    }
    assertThat(found).containsOnly(STOCK);
  }

  @Test
  void callsNothingThatIsHeavyToLoad() throws Exception {
    List<String> found = new ArrayList<>();
    for (ClassModel type : classes()) {
      for (MethodModel method : type.methods()) {
        for (CodeElement element : code(method)) {
          if (element instanceof InvokeInstruction call && isHeavy(call)) {
            found.add(
                type.thisClass().asInternalName() + " calls " + call.owner().asInternalName());
          }
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static Iterable<CodeElement> code(MethodModel method) {
    return method.code().<Iterable<CodeElement>>map(code -> code).orElse(List.of());
  }

  private static String ownerOf(InvokeDynamicInstruction dynamic) {
    return dynamic.bootstrapMethod().owner().descriptorString().replaceAll("^L|;$", "");
  }

  private static boolean isHeavy(InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    String name = call.name().stringValue();
    boolean format =
        owner.equals("java/lang/String")
            && Set.of("format", "formatted", "split", "replaceAll", "matches").contains(name);
    return format || HEAVY.stream().anyMatch(owner::startsWith);
  }

  private static List<ClassModel> classes() throws IOException, URISyntaxException {
    Path root =
        Path.of(StreamingRuntime.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<ClassModel> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        classes.add(ClassFile.of().parse(file));
      }
    }
    assertThat(classes).hasSizeGreaterThan(30);
    return classes;
  }
}
