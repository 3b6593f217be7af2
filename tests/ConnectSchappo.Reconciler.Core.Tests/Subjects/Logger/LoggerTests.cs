using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Logger;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Subjects.Logger;

/// <summary>The files of Asterisk's log: what a line means, what memory shows, and what our file adds to those of others.</summary>
public class LoggerTests
{
    // As Asterisk 16.28 printed it.
    private const string Printed = """
        Logger queue limit: 1000

        Channel                             Type     Formatter  Status    Configuration
        -------                             ----     ---------  ------    -------------
        /var/log/asterisk/messages          File     default    Enabled    - SECURITY 
        /var/log/asterisk/messages          File     default    Enabled    - NOTICE WARNING ERROR 
                                            Console  default    Enabled    - DEBUG NOTICE WARNING ERROR VERBOSE 
        /var/log/asterisk/full              File     default    Disabled   - DEBUG 
        """;

    [Theory]
    [InlineData("notice,warning", "notice,warning")]
    [InlineData("debug,error,verbose(3)", "debug,error,verbose")]
    [InlineData("[json]Security, NOTICE,security", "security,notice")]
    [InlineData("bogus,error", "error")]
    [InlineData("*", "debug,notice,warning,error,verbose,dtmf,security,fax")]
    [InlineData("", "")]
    public void The_levels_of_a_line(string line, string levels) => Assert.Equal(levels, LoggerChannel.Text(LoggerChannel.LevelsOf(line)));

    [Fact]
    public void A_file_that_two_lines_name_is_one()
    {
        Assert.True(LoggerChannelsQuestion.Read(Printed.Split('\n')).TryGet(out var channels));

        Assert.Equal([new LoggerChannel("/var/log/asterisk/messages", ["security", "notice", "warning", "error"])], channels);
    }

    [Theory]
    [InlineData("")]
    [InlineData("No such command 'logger show channels'")]
    public void What_is_no_list_of_channels_is_unknown(string text) =>
        Assert.NotNull(LoggerChannelsQuestion.Read(text.Split('\n')).Missing);

    [Theory]
    [InlineData("messages: [notice, security]", null)] // Issabel's own line says both
    [InlineData("messages: [dtmf, notice]", "[logfiles](+)\nmessages => dtmf\n")]
    [InlineData("calls: [verbose, error]", "[logfiles](+)\ncalls => verbose,error\n")]
    public void Our_file_has_what_those_of_others_lack(string channels, string? body)
    {
        var box = SimulatedBox.Converged($"{SimulatedBox.SampleState()}logger: {{channels: {{{channels}}}}}\n");

        var file = box.Has("reconciler_logger.conf") ? box["reconciler_logger.conf"] : null;
        Assert.Equal(body, file?[file.IndexOf('[', StringComparison.Ordinal)..]);
    }

    [Theory]
    [InlineData("logger: {channels: {messages: [sekurity]}}", "DS012", 32)]
    [InlineData("logger: {channels: {console: [notice]}}", "DS017", 21)]
    [InlineData("logger: {channels: {../x: [notice]}}", "DS017", 21)]
    [InlineData("logger: {chanels: {}}", "DS010", 10)]
    public void What_cannot_be_said(string yaml, string code, int column)
    {
        var problem = DesiredStateReader.Read(
            "state.yaml", $"apiVersion: reconciler/v1\nboxes: {{b: {{address: 192.0.2.1, user: r}}}}\n{yaml}\n").Problems.Single();

        Assert.Equal((code, 3, column), (problem.Code, problem.Place.Line, problem.Place.Column));
    }

    [Fact]
    public void Levels_of_a_group_add_up()
    {
        var state = DesiredStateReader.Read("state.yaml", """
            apiVersion: reconciler/v1
            boxes: {b: {address: 192.0.2.1, user: r, logger: {channels: {messages: [security], calls: [verbose]}}}}
            logger: {channels: {messages: [notice, security]}}
            """).State!;

        Assert.Equal([new("messages", ["notice", "security"]), new LoggerChannel("calls", ["verbose"])], state.Boxes[0].LoggerChannels);
    }
}
