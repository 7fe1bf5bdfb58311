import { describe, expect, it } from 'vitest'
import { pinnedBy } from '../../../src/build/python/pinned.ts'
import { writeTree } from '../../support/code.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const pinned = (files: Readonly<Record<string, string>>) => pinnedBy(writeTree(temporaryFolder(), files))

const project = `[project]
name = "app"
dependencies = ["HTTPX[http2]>=0.27", "tomli; python_version < '3.11'"]
[dependency-groups]
dev = ["pytest"]
`

describe('pinnedBy()', () => {
  it('leaves a requirements.txt to pip', async () => {
    expect(await pinned({ 'requirements.txt': 'six', 'pyproject.toml': project })).toBeUndefined()
  })

  it('follows the lock of uv through extras and markers, and leaves out what is for development', async () => {
    const lock = `version = 1
[[package]]
name = "app"
version = "0.1.0"
source = { virtual = "." }

[[package]]
name = "httpx"
version = "0.27.2"
source = { registry = "https://pypi.org/simple" }
dependencies = [{ name = "idna" }, { name = "colorama", marker = "sys_platform == 'win32'" }]
[package.optional-dependencies]
http2 = [{ name = "h2" }]
zstd = [{ name = "zstandard" }]

[[package]]
name = "idna"
version = "3.10"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "colorama"
version = "0.4.6"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "h2"
version = "4.1.0"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "tomli"
version = "2.0.2"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "pytest"
version = "8.0.0"
source = { registry = "https://pypi.org/simple" }
`
    const found = await pinned({ 'pyproject.toml': project, 'uv.lock': lock })
    expect(found?.text.split('\n')).toEqual([
      "colorama==0.4.6; (sys_platform == 'win32')",
      'h2==4.1.0',
      'httpx==0.27.2',
      'idna==3.10',
      "tomli==2.0.2; (python_version < '3.11')",
    ])
    expect(found?.whole).toBe(true)
  })

  it('takes the default packages of a Pipfile.lock', async () => {
    const lock = { default: { six: { version: '==1.16.0' } }, develop: { pytest: { version: '==8.0.0' } } }
    expect(await pinned({ 'Pipfile.lock': JSON.stringify(lock) })).toEqual({
      text: 'six==1.16.0',
      whole: true,
    })
  })

  it('takes the dependencies of a pyproject.toml without a lock', async () => {
    expect(await pinned({ 'pyproject.toml': project })).toEqual({
      text: "HTTPX[http2]>=0.27\ntomli; python_version < '3.11'",
      whole: false,
    })
  })

  it.each([
    ['a package from a repository', 'source = { git = "https://example.com/a.git" }', 'E8014'],
    ['what is no TOML', 'source = {', 'E8014'],
  ])('refuses %s', async (_, source, code) => {
    const lock = `[[package]]\nname = "httpx"\nversion = "1.0"\n${source}\n`
    await expect(pinned({ 'pyproject.toml': project, 'uv.lock': lock })).rejects.toMatchObject({
      diagnostics: [{ code }],
    })
  })
})
