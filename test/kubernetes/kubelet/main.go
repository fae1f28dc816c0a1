// Kubelet's part in `kubectl exec`, and nothing else of it: commands run in containers that are sandboxes of this
// computer. Streams are Kubernetes' own code, so that an API server speaks to it as to any node.
//
//	kubelet -port 10250 -folder DIR -node PATH -agent DIR
//
// A container comes into being with the first command in it: DIR/<namespace>/<pod>/<container>/{home,tmp} are what it
// may write, its first process waits, and all commands share its processes. It has no network. Commands run as the
// user whose number DIR/<namespace>/<pod>/<container>/user holds; without that file there is no such container.
package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"math/big"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"k8s.io/apimachinery/pkg/types"
	remotecommandconsts "k8s.io/apimachinery/pkg/util/remotecommand"
	clientremotecommand "k8s.io/client-go/tools/remotecommand"
	"k8s.io/kubelet/pkg/cri/streaming/remotecommand"
	utilexec "k8s.io/utils/exec"
)

const home = "/home/learner"

// Of the image, and of the volumes (fsGroup).
const group = 1000

type node struct {
	folder, nodejs, agent string
	lock                  sync.Mutex
	// Process ids, as this computer counts them, of the first process of each container.
	first map[string]int
}

func main() {
	port := flag.Int("port", 10250, "")
	folder := flag.String("folder", "", "where containers keep their files")
	nodejs := flag.String("node", "", "the program that is node in a container")
	agent := flag.String("agent", "", "the folder of the agent")
	flag.Parse()
	one := &node{folder: *folder, nodejs: *nodejs, agent: *agent, first: map[string]int{}}
	server := &http.Server{
		Addr:      fmt.Sprintf("127.0.0.1:%d", *port),
		Handler:   one,
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{selfSigned()}},
	}
	log.Fatal(server.ListenAndServeTLS("", ""))
}

// /exec/<namespace>/<pod>/<container>?command=...&input=1&output=1&error=1
func (n *node) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	parts := strings.Split(strings.Trim(request.URL.Path, "/"), "/")
	if len(parts) != 4 || parts[0] != "exec" {
		http.NotFound(w, request)
		return
	}
	options, err := remotecommand.NewOptions(request)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	container := filepath.Join(parts[1], parts[2], parts[3])
	command := request.URL.Query()["command"]
	remotecommand.ServeExec(w, request, n, container, "", parts[3], command, options,
		time.Hour, 30*time.Second, remotecommandconsts.SupportedStreamingProtocols)
}

// ExecInContainer is what the streams are for (remotecommand.Executor).
func (n *node) ExecInContainer(ctx context.Context, container string, _ types.UID, _ string, command []string,
	in io.Reader, out, errors io.WriteCloser, _ bool, _ <-chan clientremotecommand.TerminalSize, _ time.Duration) error {
	// Before anything is made: it says whether there is such a container.
	user, err := n.userOf(container)
	if err != nil {
		return err
	}
	first, err := n.firstOf(container)
	if err != nil {
		return err
	}
	enter := append([]string{"-t", strconv.Itoa(first), "-m", "-p", "-n", "-i", "-S", strconv.Itoa(user),
		"-G", strconv.Itoa(group), "--wdns=" + home, "--"}, command...)
	run := exec.CommandContext(ctx, "nsenter", enter...)
	run.Env = []string{"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=" + home}
	run.Stdout, run.Stderr = out, errors
	// A pipe of our own: a command may end without having read what it was given.
	if in != nil {
		given, err := run.StdinPipe()
		if err != nil {
			return err
		}
		go func() {
			_, _ = io.Copy(given, in)
			_ = given.Close()
		}()
	}
	err = run.Run()
	if ended, ok := err.(*exec.ExitError); ok {
		code := ended.ExitCode()
		if status, ok := ended.Sys().(syscall.WaitStatus); ok && status.Signaled() {
			code = 128 + int(status.Signal())
		}
		return utilexec.CodeExitError{Err: err, Code: code}
	}
	return err
}

func (n *node) userOf(container string) (int, error) {
	text, err := os.ReadFile(filepath.Join(n.folder, container, "user"))
	if err != nil {
		return 0, fmt.Errorf("container %s is not there", container)
	}
	return strconv.Atoi(string(text))
}

// As kubelet makes an emptyDir: root's, and open to the group.
func makeVolume(path string) error {
	if err := os.MkdirAll(path, 0o777); err != nil {
		return err
	}
	if err := os.Chown(path, 0, group); err != nil {
		return err
	}
	return os.Chmod(path, os.ModeSetgid|0o777)
}

// The first process of a container, which is started when there is none.
func (n *node) firstOf(container string) (int, error) {
	n.lock.Lock()
	defer n.lock.Unlock()
	if pid, ok := n.first[container]; ok && syscall.Kill(pid, 0) == nil {
		return pid, nil
	}
	folder := filepath.Join(n.folder, container)
	for _, name := range []string{"home", "tmp"} {
		if err := makeVolume(filepath.Join(folder, name)); err != nil {
			return 0, err
		}
	}
	told, tell, err := os.Pipe()
	if err != nil {
		return 0, err
	}
	start := exec.Command("bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--as-pid-1", "--die-with-parent",
		"--info-fd", "3", "--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib",
		"--ro-bind-try", "/lib64", "/lib64", "--dir", "/etc", "--proc", "/proc", "--dev", "/dev",
		// awk is a link into it.
		"--ro-bind-try", "/etc/alternatives", "/etc/alternatives",
		// Folders that bwrap makes by itself are root's alone.
		"--dir", "/home", "--dir", "/opt", "--dir", "/opt/atlas",
		"--tmpfs", "/usr/local/bin", "--ro-bind", n.nodejs, "/usr/local/bin/node",
		"--ro-bind", n.agent, "/opt/atlas/agent",
		"--bind", filepath.Join(folder, "home"), home, "--bind", filepath.Join(folder, "tmp"), "/tmp",
		"--chdir", home, "--", "sleep", "infinity")
	start.ExtraFiles = []*os.File{tell}
	start.Stderr = os.Stderr
	if err := start.Start(); err != nil {
		return 0, err
	}
	_ = tell.Close()
	var info struct {
		Pid int `json:"child-pid"`
	}
	if err := json.NewDecoder(told).Decode(&info); err != nil {
		return 0, fmt.Errorf("no container could be made: %w", err)
	}
	go func() { _ = start.Wait() }()
	// bwrap says who it is before everything is mounted.
	for i := 0; i < 100; i++ {
		if name, _ := os.ReadFile(fmt.Sprintf("/proc/%d/comm", info.Pid)); strings.TrimSpace(string(name)) == "sleep" {
			n.first[container] = info.Pid
			return info.Pid, nil
		}
		time.Sleep(10 * time.Millisecond)
	}
	return 0, fmt.Errorf("the container did not start")
}

func selfSigned() tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		log.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(24 * time.Hour)}
	made, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		log.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{made}, PrivateKey: key}
}
