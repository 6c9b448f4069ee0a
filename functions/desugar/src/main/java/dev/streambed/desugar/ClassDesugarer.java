package dev.streambed.desugar;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rewrites one class, once.
final class ClassDesugarer {

  private static final String LAMBDA = "LambdaMetafactory.metafactory";
  private static final String SWITCH = "SwitchBootstraps.typeSwitch";

  private final ClassFile format;
  private final ClassModel type;
  private final NestMembers nests;
  private final ClassDesc name;
  private final ClassDesc nestHost;
  private final Map<ClassDesc, byte[]> generated = new LinkedHashMap<>();
  private final List<TypeSwitch> switches = new ArrayList<>();

  ClassDesugarer(ClassFile format, ClassModel type, NestMembers nests) {
    this.format = format;
    this.type = type;
    this.nests = nests;
    this.name = type.thisClass().asSymbol();
    this.nestHost =
        type.findAttribute(Attributes.nestHost())
            .map(host -> host.nestHost().asSymbol())
            .orElse(name);
  }

  /// The class without what [#generated] and new methods replace.
  byte[] desugared() {
    return format.transformClass(
        type,
        ClassTransform.transformingMethodBodies(this::replace)
            .andThen(
                ClassTransform.endHandler(builder -> {
                  for (TypeSwitch typeSwitch : switches) {
                    typeSwitch.define(builder);
                  }
                })));
  }

  /// The classes that it needs.
  Map<ClassDesc, byte[]> generated() {
    return generated;
  }

  private void replace(CodeBuilder code, CodeElement element) {
    if (!(element instanceof InvokeDynamicInstruction call)) {
      code.with(element);
      return;
    }
    DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
    switch (bootstrap.owner().displayName() + "." + bootstrap.methodName()) {
      case LAMBDA -> replaceLambda(code, call);
      case SWITCH -> replaceSwitch(code, call);
      default -> code.with(element);
    }
  }

  private void replaceLambda(CodeBuilder code, InvokeDynamicInstruction call) {
    String descriptor = name.descriptorString();
    String prefix = descriptor.substring(0, descriptor.length() - 1);
    ClassDesc className = ClassDesc.ofDescriptor(prefix + "$$Lambda$" + generated.size() + ";");
    LambdaClass lambda = new LambdaClass(className, nestHost, call);
    generated.put(className, lambda.define(format));
    nests.add(nestHost, className);
    lambda.create(code);
  }

  private void replaceSwitch(CodeBuilder code, InvokeDynamicInstruction call) {
    if (!TypeSwitch.isSupported(call)) {
      code.with(call);
      return;
    }
    TypeSwitch typeSwitch =
        new TypeSwitch(
            name,
            type.flags().has(AccessFlag.INTERFACE),
            "typeSwitch$" + switches.size(),
            call.bootstrapArgs());
    switches.add(typeSwitch);
    typeSwitch.call(code);
  }
}
