namespace ConnectSchappo.Reconciler.Benchmarks.Lab;

/// <summary>The same job for both sides: a web server for softphones, and N of them from 250 on.</summary>
internal static class Softphones
{
    // What ansible/roles/webrtc_pbx/defaults/main.yml says too, apart from the softphones.
    private const string Settings = """
        asterisk: 16
        http:
          enabled: yes
          bindaddr: 0.0.0.0
          bindport: 8088
          tlsenable: yes
          tlsbindaddr: 0.0.0.0:8089
          tlscertfile: /etc/asterisk/keys/asterisk.pem
          tlsprivatekey: /etc/asterisk/keys/asterisk.pem
        modules:
          preload: [res_pjsip.so, res_pjsip_transport_websocket.so]
        fail2ban:
          ignoreip: [127.0.0.1/8, 198.51.100.0/24, 10.0.8.0/24]
        extensions:

        """;

    /// <summary>The desired state of boxes that are alike, and beside it in the folder the files of their secrets.</summary>
    public static string DesiredState(IEnumerable<(string Name, string Address)> boxes, int count, string secrets)
    {
        foreach (var number in Numbers(count))
        {
            File.WriteAllText(Path.Combine(secrets, $"softphone-{number}"), Password(number) + "\n");
        }

        return "apiVersion: reconciler/v1\nboxes:\n"
            + string.Concat(boxes.Select(box => $"  {box.Name}: {{address: {box.Address}, user: reconciler}}\n")) + Settings
            + string.Concat(Numbers(count).Select(number =>
                $"  \"{number}\": {{profile: webrtc, name: Softphone {number}, password: {{secret: softphone-{number}}}}}\n"));
    }

    /// <summary>The variables of the playbook.</summary>
    public static string Variables(int count) => "softphones:\n" + string.Concat(Numbers(count).Select(number =>
        $"  - {{number: \"{number}\", name: Softphone {number}, password: {Password(number)}}}\n"));

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(250, count);

    private static string Password(int number) => $"lab-{number}-long-enough";
}
