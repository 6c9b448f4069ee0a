package dev.streambed.desugar;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;

/// The class of one lambda or method reference. As with the JVM's own, there is one instance if it
/// captures nothing.
final class LambdaClass {

  private static final String CREATE = "create";
  private static final String INSTANCE = "INSTANCE";

  private final ClassDesc name;
  private final ClassDesc nestHost;
  private final MethodTypeDesc factory;
  private final MethodTypeDesc constructor;
  private final String method;

  /// The type of the interface's method, erased, and as it is for this lambda.
  private final MethodTypeDesc erased;

  private final MethodTypeDesc actual;

  private final DirectMethodHandleDesc target;

  /// @param nestHost the class whose nest it belongs to
  LambdaClass(ClassDesc name, ClassDesc nestHost, InvokeDynamicInstruction call) {
    this.name = name;
    this.nestHost = nestHost;
    this.factory = call.typeSymbol();
    this.constructor = factory.changeReturnType(ConstantDescs.CD_void);
    this.method = call.name().stringValue();
    this.erased = (MethodTypeDesc) call.bootstrapArgs().get(0);
    this.target = (DirectMethodHandleDesc) call.bootstrapArgs().get(1);
    this.actual = (MethodTypeDesc) call.bootstrapArgs().get(2);
  }

  /// Replaces the instruction that creates the lambda from the captured values on the stack.
  void create(CodeBuilder code) {
    if (capturesNothing()) {
      code.getstatic(name, INSTANCE, factory.returnType());
    } else {
      code.invokestatic(name, CREATE, factory);
    }
  }

  byte[] define(ClassFile format) {
    return format.build(
        name,
        builder -> {
          builder
              .withVersion(ClassFile.JAVA_11_VERSION, 0)
              .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC)
              .withInterfaceSymbols(factory.returnType())
              .with(NestHostAttribute.of(nestHost));
          for (int captured = 0; captured < factory.parameterCount(); captured++) {
            builder.withField(
                field(captured),
                factory.parameterType(captured),
                ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
          }
          builder.withMethodBody(
              ConstantDescs.INIT_NAME, constructor, ClassFile.ACC_PRIVATE, this::construct);
          defineFactory(builder);
          builder.withMethodBody(method, erased, ClassFile.ACC_PUBLIC, this::call);
        });
  }

  private boolean capturesNothing() {
    return factory.parameterCount() == 0;
  }

  private static String field(int captured) {
    return "captured" + captured;
  }

  private void defineFactory(ClassBuilder builder) {
    if (capturesNothing()) {
      builder
          .withField(INSTANCE, factory.returnType(), ClassFile.ACC_STATIC | ClassFile.ACC_FINAL)
          .withMethodBody(
              ConstantDescs.CLASS_INIT_NAME,
              ConstantDescs.MTD_void,
              ClassFile.ACC_STATIC,
              code -> {
                instantiate(code);
                code.putstatic(name, INSTANCE, factory.returnType()).return_();
              });
    } else {
      builder.withMethodBody(
          CREATE,
          factory,
          ClassFile.ACC_STATIC,
          code -> {
            instantiate(code);
            code.areturn();
          });
    }
  }

  private void instantiate(CodeBuilder code) {
    code.new_(name).dup();
    for (int captured = 0; captured < factory.parameterCount(); captured++) {
      code.loadLocal(TypeKind.from(factory.parameterType(captured)), code.parameterSlot(captured));
    }
    code.invokespecial(name, ConstantDescs.INIT_NAME, constructor);
  }

  private void construct(CodeBuilder code) {
    code.aload(0)
        .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
    for (int captured = 0; captured < factory.parameterCount(); captured++) {
      ClassDesc type = factory.parameterType(captured);
      code.aload(0)
          .loadLocal(TypeKind.from(type), code.parameterSlot(captured))
          .putfield(name, field(captured), type);
    }
    code.return_();
  }

  private void call(CodeBuilder code) {
    if (isConstructor()) {
      code.new_(target.owner()).dup();
    }
    MethodTypeDesc parameters = target.invocationType();
    int captures = factory.parameterCount();
    for (int captured = 0; captured < captures; captured++) {
      ClassDesc type = factory.parameterType(captured);
      code.aload(0).getfield(name, field(captured), type);
      Conversion.convert(code, type, type, parameters.parameterType(captured));
    }
    for (int index = 0; index < erased.parameterCount(); index++) {
      ClassDesc type = erased.parameterType(index);
      code.loadLocal(TypeKind.from(type), code.parameterSlot(index));
      Conversion.convert(
          code, type, actual.parameterType(index), parameters.parameterType(captures + index));
    }
    invoke(code);
    ClassDesc result = isConstructor() ? target.owner() : parameters.returnType();
    Conversion.convertResult(code, result, erased.returnType());
    code.return_(TypeKind.from(erased.returnType()));
  }

  private boolean isConstructor() {
    return target.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR;
  }

  private void invoke(CodeBuilder code) {
    ClassDesc owner = target.owner();
    MethodTypeDesc type = MethodTypeDesc.ofDescriptor(target.lookupDescriptor());
    switch (target.kind()) {
      case STATIC, INTERFACE_STATIC ->
          code.invokestatic(owner, target.methodName(), type, target.isOwnerInterface());
      case CONSTRUCTOR -> code.invokespecial(owner, ConstantDescs.INIT_NAME, type);
      case VIRTUAL, SPECIAL, INTERFACE_VIRTUAL, INTERFACE_SPECIAL -> {
        if (target.isOwnerInterface()) {
          code.invokeinterface(owner, target.methodName(), type);
        } else {
          code.invokevirtual(owner, target.methodName(), type);
        }
      }
      default -> throw new IllegalArgumentException("no method: " + target);
    }
  }
}
