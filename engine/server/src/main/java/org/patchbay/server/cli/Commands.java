package org.patchbay.server.cli;

import java.util.List;
import picocli.CommandLine;

/** All commands, put together. */
final class Commands {
    private Commands() {}

    static CommandLine all(Equipment equipment, Terminal terminal) {
        var line = new CommandLine(new PatchbayCommand());
        List.of(
                        new DemoCommand(equipment, terminal),
                        new InitCommand(terminal),
                        new RunCommand(equipment, terminal),
                        new ValidateCommand(equipment, terminal),
                        new TestCommand(terminal),
                        new SimulateCommand(terminal),
                        new PlanCommand(terminal),
                        new ReloadCommand(terminal),
                        new RevisionsCommand(terminal),
                        new ExportCommand(terminal),
                        new ConvertCommand(terminal),
                        new IntegratorsCommand(terminal),
                        new TemplatesCommand(terminal),
                        new TriggerCommand(equipment, terminal),
                        new ExecutionsCommand(terminal),
                        new CallsCommand(terminal),
                        new WhyCommand(terminal),
                        new ImportCommand(terminal),
                        new SecretCommand(equipment, terminal),
                        new KeyCommand(equipment, terminal),
                        new UserCommand(equipment, terminal),
                        new AuditCommand(terminal),
                        new EraseCommand(equipment, terminal),
                        new SchemaCommand(terminal),
                        new ExplainCommand(terminal))
                .forEach(line::addSubcommand);
        return line.addSubcommand(new CompletionCommand(terminal, line));
    }
}
