package dev.streambed.desugar;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// The method that selects a case of a pattern switch. It does the same as the bootstrap method
/// `SwitchBootstraps.typeSwitch`: -1 for null, else the first case that matches, not before the one
/// given.
///
/// @param labels a class or a text for each case
record TypeSwitch(ClassDesc owner, boolean isInInterface, String name, List<ConstantDesc> labels) {

  private static final MethodTypeDesc TYPE =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object, ConstantDescs.CD_int);
  private static final MethodTypeDesc EQUALS =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object);

  static boolean isSupported(InvokeDynamicInstruction call) {
    return !call.typeSymbol().parameterType(0).isPrimitive()
        && call.bootstrapArgs().stream()
            .allMatch(label -> label instanceof ClassDesc || label instanceof String);
  }

  void call(CodeBuilder code) {
    code.invokestatic(owner, name, TYPE, isInInterface);
  }

  void define(ClassBuilder builder) {
    builder.withMethodBody(
        name,
        TYPE,
        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
        this::select);
  }

  private void select(CodeBuilder code) {
    Label isNotNull = code.newLabel();
    code.aload(0).ifnonnull(isNotNull).iconst_m1().ireturn().labelBinding(isNotNull);
    for (int label = 0; label < labels.size(); label++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(label).if_icmpgt(next);
      compare(code, labels.get(label));
      code.ifeq(next).loadConstant(label).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }

  private static void compare(CodeBuilder code, ConstantDesc label) {
    if (label instanceof ClassDesc type) {
      code.aload(0).instanceOf(type);
    } else {
      code.loadConstant(label).aload(0).invokevirtual(ConstantDescs.CD_String, "equals", EQUALS);
    }
  }
}
